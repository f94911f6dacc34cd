// Headings as people write them, folded, without spaces: what a column with such a heading is. The first that fits wins.

const list = (text: string): string[] => text.split(', ').map((heading) => heading.replaceAll(' ', ''))

const phones =
  'sdt, so dien thoai, dien thoai, dt, di dong, so di dong, dien thoai di dong, dtdd, so dt, so may, phone, phone number, mobile, mobile phone, tel, telephone, cell, cell phone, hotline, sdt khach, sdt khach hang, so dien thoai khach, dien thoai khach, dien thoai khach hang, customer phone, guest phone'
const mails =
  'email, thu dien tu, mail, e mail, dia chi email, dia chi mail, email address, hop thu, customer email, email khach, email khach hang, guest email'
const people =
  'ho ten, ho va ten, hoten, ten khach hang, ten khach, ten kh, ten day du, khach hang, khach, full name, fullname, name, customer name, guest name, guest, client, client name, contact name, nguoi mua, nguoi dat, nguoi lien he, ten nguoi mua, customer, buyer, ten'
const codes =
  'ma kh, ma khach hang, ma khach, ma so khach hang, ma so khach, id khach hang, id khach, customer id, customer code, customer no, customer number, cust id, client id, guest id, member id, user id, ma so, id, ma, code'

export const customerHeadings: readonly (readonly [string, readonly string[]])[] = [
  ['family-name', list('ho, ho dem, ho va ten dem, ho lot, ho va chu lot, last name, surname, family name')],
  ['given-name', list('first name, given name, forename')],
  ['name', list(people)],
  ['call-name', list('ten goi, ten thuong goi, nickname, biet danh, known as, call name')],
  ['kind', list('loai, loai khach, loai khach hang, doi tuong, type, customer type, kind')],
  ['form', list('xung ho, danh xung, cach xung ho, title, salutation, form of address')],
  ['phone', list(phones)],
  ['mail', list(mails)],
  ['zalo', list('zalo, so zalo, zalo id')],
  ['facebook', list('facebook, fb, facebook id')],
  ['birthday', list('sinh nhat, ngay sinh, ngay thang nam sinh, nam sinh, birthday, dob, date of birth, birth date, birthdate, born, ns')],
  ['address', list('dia chi, dc, noi o, dia chi nha, dia chi lien he, dia chi giao hang, address, street, street address, home address')],
  ['country', list('quoc gia, quoc tich, nuoc, country, nationality')],
  ['language', list('ngon ngu, language, tieng')],
  ['note', list('ghi chu, chu thich, luu y, note, notes, remark, remarks, comment, comments, mo ta, dien giai')],
  ['likes', list('so thich, thich, yeu thich, preference, preferences, likes, favourite, favorite')],
  ['avoids', list('tranh, khong thich, di ung, kieng, dislikes, avoids, allergy, allergies')],
  ['tags', list('nhan, nhom, the gan, tag, tags, phan loai, nhom khach, nhom khach hang, phan khuc, group, segment, label, labels')],
  [
    'loyalty-card',
    list(
      'the thanh vien, so the thanh vien, ma the, ma the thanh vien, ma thanh vien, loyalty card, member card, membership, member no, membership number',
    ),
  ],
  ['tax', list('mst, ma so thue, tax, tax code, tax id, vat, vat number')],
  ['card', list('4 so cuoi, 4 so cuoi the, so cuoi the, bon so cuoi the, so cuoi, last 4, last 4 digits, card last four, last four, card')],
  ['code', list(codes)],
]

export const itemHeadings: readonly (readonly [string, readonly string[]])[] = [
  ['name-en', list('ten tieng anh, ten en, english name, name en, name english, english, ten nuoc ngoai')],
  [
    'aliases',
    list(
      'ten khac, cach viet khac, cach goi khac, ten goi khac, ten tren don, ten hoa don, ten viet tat, ten ngan, ma hang, ma sp, ma san pham, ma vach, ma, sku, barcode, code, alias, aliases, other names, other spellings, short name, also called',
    ),
  ],
  [
    'benefit-en',
    list('loi ich tieng anh, mo ta tieng anh, english benefit, benefit en, english description, description en, description english'),
  ],
  ['for-whom-en', list('hop voi ai tieng anh, danh cho ai tieng anh, for whom en, for whom english')],
  ['differs-en', list('khac gi tieng anh, diem khac tieng anh, what differs en, differs en, difference en, difference english')],
  [
    'name',
    list(
      'ten, ten hang, ten hang hoa, ten san pham, ten sp, ten mon, ten phong, ten dich vu, ten tieng viet, san pham, hang hoa, mat hang, mon, dich vu, phong, hang phong, name, product, product name, item, item name, title, service, room, room name, room type, vietnamese name',
    ),
  ],
  ['kind', list('loai, loai hang, kieu, kind, type, item type, product type')],
  [
    'group',
    list('nhom, nhom hang, danh muc, ke, chung loai, dong san pham, nganh hang, group, category, product category, shelf, collection'),
  ],
  ['benefit', list('loi ich, mo ta, gioi thieu, mo ta ngan, co gi hay, benefit, benefits, description, short description, about, why')],
  ['for-whom', list('hop voi ai, danh cho ai, danh cho, hop voi, doi tuong, khach phu hop, for whom, for, suits, audience, who for')],
  [
    'differs',
    list('khac gi, khac biet, diem khac, diem khac biet, khac mon khac, differs, difference, what differs, differences, compared'),
  ],
  ['topics', list('so thich, chu de, hop so thich, the, tag, tags, nhan, tu khoa, topic, topics, tastes, keywords')],
  ['contents', list('thanh phan, co gi ben trong, nguyen lieu, chat lieu, ingredients, contents, contains, materials, allergens, di ung')],
  [
    'price',
    list(
      'gia, gia ban, don gia, gia le, gia niem yet, gia phong, gia dich vu, price, unit price, retail price, sale price, rate, room rate',
    ),
  ],
  ['cost', list('gia von, gia nhap, von, cost, cost price, purchase price, cogs')],
  ['currency', list('tien te, loai tien, don vi tien, don vi tien te, currency, ccy')],
  ['state', list('trang thai, tinh trang, con hang, status, state, availability')],
  [
    'coming-on',
    list(
      'ngay ve, ngay hang ve, du kien ve, ve ngay, ngay du kien, coming on, coming, arrives, arrival date, expected, expected on, available from',
    ),
  ],
]

export const orderHeadings: readonly (readonly [string, readonly string[]])[] = [
  ['customer', list(`${codes.replace(', ma so, id, ma, code', '')}, customer`)],
  ['customer-name', list(people)],
  ['customer-phone', list(phones)],
  ['customer-mail', list(mails)],
  [
    'starts',
    list(
      'ngay den, ngay nhan phong, ngay nhan, check in, checkin, check in date, arrival, arrival date, tu ngay, ngay vao, ngay bat dau, start, starts, start date, from',
    ),
  ],
  [
    'ends',
    list(
      'ngay di, ngay tra phong, ngay tra, check out, checkout, check out date, departure, departure date, den ngay, ngay ra, ngay ket thuc, end, ends, end date, until, to',
    ),
  ],
  [
    'at',
    list(
      'ngay, ngay gio, thoi gian, ngay dat, ngay mua, ngay ban, ngay ban hang, ngay hoa don, ngay lap, ngay tao, ngay don, ngay don hang, ngay chung tu, ngay giao dich, date, datetime, date time, timestamp, invoice date, order date, purchase date, transaction date, created at, created, placed at, ordered at, sale date, time of sale',
    ),
  ],
  ['time', list('gio, gio ban, gio mua, time, order time')],
  [
    'amount',
    list(
      'tong tien, thanh tien, so tien, tong thanh toan, tong cong, khach phai tra, khach tra, tong gia tri, gia tri, tri gia, doanh thu, doanh so, tien, tong, amount, total, total amount, order total, grand total, invoice total, value, revenue, sales, price, sum, gross, net',
    ),
  ],
  ['currency', list('tien te, loai tien, don vi tien, don vi tien te, currency, ccy')],
  [
    'code',
    list(
      'ma don, ma don hang, ma dat phong, ma dat cho, ma hoa don, ma hd, ma phieu, ma giao dich, ma gd, ma chung tu, so don, so don hang, so hoa don, so hd, so phieu, so chung tu, hoa don, invoice, invoice no, invoice number, invoice id, order id, order no, order number, order code, order, booking, booking id, booking code, booking number, reservation, confirmation, confirmation number, receipt, receipt no, transaction id, id, ma, code',
    ),
  ],
  ['kind', list('loai, loai don, loai don hang, kind, type, order type')],
  ['state', list('trang thai, tinh trang, status, state, order status')],
  [
    'product',
    list(
      'san pham, ten san pham, mat hang, ten hang, ten hang hoa, hang hoa, hang, dich vu, ten dich vu, mon, noi dung, product, product name, item, item name, service, description, room type, loai phong',
    ),
  ],
  ['quantity', list('so luong, sl, quantity, qty, units')],
  ['room', list('phong, so phong, room, room no, room number')],
  ['view', list('huong, huong nhin, huong phong, tam nhin, view')],
  ['size', list('co, kich co, kich thuoc, size')],
  ['channel', list('kenh, kenh ban, kenh ban hang, nguon, nguon don, channel, sales channel, source, via')],
  ['discount', list('giam gia, chiet khau, khuyen mai, giam tru, discount')],
  ['cost', list('gia von, von, chi phi, cost, cogs')],
  [
    'paid-by',
    list(
      'thanh toan, hinh thuc thanh toan, phuong thuc thanh toan, cach thanh toan, pttt, httt, payment, payment method, payment type, paid by, paid with',
    ),
  ],
  ['card-brand', list('loai the, hieu the, card brand, card type, brand')],
  ['card', list('4 so cuoi, 4 so cuoi the, so cuoi the, bon so cuoi the, so cuoi, last 4, last 4 digits, card last four, last four, card')],
]
