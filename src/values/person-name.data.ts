// Words that names in Vietnam are made of. Folded words have no marks; the others are lower case with their marks.

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Vietnamese family names of one word, folded. */
export const FAMILIES = wordSet(
  'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao dinh doan trinh truong lam mai to ta ha cao chau chu ' +
    'quach thai ton tu luong luu vuong phung quan nghiem la lai kieu trieu thach son kim danh tang tong trang vien ung ong au bach banh ' +
    'cai can che chung cung diep dam dau doi giang giap han hau hoa hua khong khuc khuat khuong lo lu luc ma mac mach nong ninh nguy ' +
    'nhan nham nhu phi pho phuong quang sam tieu tra tri tuong ty van vi viem vang sung thao mua lau hang cam deo be ca ban tan chao ' +
    'khau kha mau moong cu doanh mong thieu tiet uong viet khieu kien to ton trac trung van vu',
)

/** Family names that are hardly ever given names, so that in last place they say "given name first", as in Linh Trần. */
export const SURE_FAMILIES = wordSet(
  'nguyễn trần lê phạm huỳnh phan võ đặng bùi đỗ ngô trương đinh trịnh nguyen tran pham huynh phan bui ngo truong dinh trinh',
)

/** Family and clan names of the highlands, folded. */
export const HIGHLAND_FAMILIES = wordSet(
  'siu ksor kpa kpuih rcom rmah rahlan nay nie mlo eban ayun hmok kbuor bya knul enuol puih chamalea kator pinang cil lieng kdoh hdok hwing',
)

/** Family names of several words. */
export const COMPOUND_FAMILIES = (
  'hoàng phủ, tôn nữ, tôn thất, công tôn nữ, công huyền tôn nữ, công tằng tôn nữ, huyền tôn nữ, huyền tằng tôn nữ, ' +
  'âu dương, tư mã, gia cát, thượng quan, đông phương, hạ hầu, tư đồ'
).split(', ')

/** Family and clan names of several words in the highlands. */
export const HIGHLAND_COMPOUNDS =
  'rơ châm, rơ mah, rơ lan, rah lan, rơ ô, rơ ông, kra jăn, bon niêng, liêng hót, cil múp, buôn yă, buôn krông, niê kdăm, da gout, da cát'.split(
    ', ',
  )

/** The generation names of the Nguyễn Phúc dynasty, folded. */
export const GENERATIONS = wordSet('mien hong ung buu vinh bao quy dinh long truong')

/** Words before a foreign family name that belong to it. */
export const PARTICLES = wordSet('van von de da di du der den del della la ten ter bin binti ibn al dos das zu')

/** Legal forms of organisations, with marks; the longest stands first. */
export const LEGAL_FORMS = (
  'công ty trách nhiệm hữu hạn một thành viên, công ty trách nhiệm hữu hạn, trách nhiệm hữu hạn, doanh nghiệp tư nhân, ' +
  'joint stock company, hộ kinh doanh, một thành viên, hai thành viên, hợp tác xã, hợp danh, công ty, cổ phần, co ltd, ' +
  'tnhh, mtv, dntn, htx, cty, hkd, ctcp, cp, 1tv, 2tv, jsc, ltd, limited, company, corporation, corp, inc, llc, plc, gmbh, sarl, pte, pty'
)
  .split(', ')
  .map((form) => form.split(' '))

/** What organisations shorten in their names, folded. */
export const SHORTENED: ReadonlyMap<string, string> = new Map([
  ['tm', 'thuong mai'],
  ['dv', 'dich vu'],
  ['tmdv', 'thuong mai dich vu'],
  ['sx', 'san xuat'],
  ['xnk', 'xuat nhap khau'],
  ['xd', 'xay dung'],
  ['dl', 'du lich'],
  ['ks', 'khach san'],
  ['nxb', 'nha xuat ban'],
])

/** How the words of legal forms are written when a name in capitals is put right. */
export const FORM_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['công ty', 'Công ty'],
  ['cổ phần', 'Cổ phần'],
  ['hợp tác xã', 'Hợp tác xã'],
  ['doanh nghiệp tư nhân', 'Doanh nghiệp tư nhân'],
  ['trách nhiệm hữu hạn', 'Trách nhiệm hữu hạn'],
  ['một thành viên', 'Một thành viên'],
  ['hộ kinh doanh', 'Hộ kinh doanh'],
  ['cty', 'Cty'],
])
