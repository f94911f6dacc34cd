import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sniffEncoding } from './encoding.ts'
import { fromTcvn3, isSyllable, looksLikeTcvn3 } from './old-encodings.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quen-encoding-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function sniff(bytes: Buffer | string): Promise<string> {
  const path = join(folder, 'list.csv')
  await writeFile(path, bytes)
  return sniffEncoding(path).then(
    (found) => found.encoding,
    (error: { code: string }) => error.code,
  )
}

const vietnamese = 'Họ tên,Ghi chú\nPhùng Thị Hồng Nhung,thích trà sen\n'
const wide = (text: string) => Buffer.from(text, 'utf16le')
const french = 'Prénom,Société,Téléphone,Reçu\nRené,Établissements Lévêque à Orléans,déjà appelé,où ça\nHélène,Crédit général,réglé,été\n'
const german = 'Name,Straße,Größe,Gemüse\nMüller,Königstraße,größer,Äpfel für Jürgen\nJäger,Schöneberger Allee,übrig,Möhren\n'
const spanish = 'Nombre,Dirección,Teléfono\nMª José García,Nº 3 Peña,mañana\nDª Ángeles Núñez,1ª planta,señora\nSª Mª Begoña,España,año\n'

describe('the writing of a file is recognised', () => {
  it.each([
    ['UTF-8', vietnamese, 'utf-8'],
    ['UTF-8 with mark', `\ufeff${vietnamese}`, 'utf-8'],
    ['UTF-16 with mark', wide(`\ufeff${vietnamese}`), 'utf-16le'],
    ['UTF-16 without mark', wide(vietnamese), 'utf-16le'],
    ['UTF-16 the other way round', wide(vietnamese).swap16(), 'utf-16be'],
    ['ASCII', 'a,b\n1,2\n', 'utf-8'],
    ['nothing', '', 'utf-8'],
    ['a NUL in UTF-8', 'Họ tên\nLa\0Bích\n', 'utf-8'],
    ['French in Latin-1', Buffer.from(french, 'latin1'), 'encoding-unknown'],
    ['German in Latin-1', Buffer.from(german, 'latin1'), 'encoding-unknown'],
    ['Spanish in Latin-1', Buffer.from(spanish, 'latin1'), 'encoding-unknown'],
    ['French in UTF-8', french, 'utf-8'],
    ['German in UTF-8', german, 'utf-8'],
    ['Spanish in UTF-8', spanish, 'utf-8'],
    ['signs in UTF-8', 'Tên,Giá\n«Sen» ®,5 µm · ½ kg\nNike®,±3 m²\n', 'utf-8'],
    ['.Vn letters read as Western ones', 'hä tªn,di ®éng,ghi chó\nphïng thÞ hång nhung,0933000101,thÝch trµ sen\n', 'encoding-tcvn3'],
    ['.Vn letters as bytes', Buffer.from('hä tªn,di ®éng\nphïng thÞ hång nhung,0933000101\n', 'latin1'), 'encoding-tcvn3'],
    ['bytes of no text', Buffer.from(Array.from({ length: 3000 }, (_, at) => 128 + ((at * 37) % 128))), 'encoding-unknown'],
  ])('%s', async (_, bytes, want) => expect(await sniff(bytes)).toBe(want))

  it('also when the first wrong letter comes after megabytes', async () => {
    const plain = Buffer.from('Nguyen Van A,0933000101\n'.repeat(100_000))
    expect(
      await sniff(Buffer.concat([plain, Buffer.from([0x48, 0x6f, 0xcc, 0x20, 0xf0, 0xea, 0xec, 0x6e, 0x2c, 0x74, 0xea, 0xec, 0x74])])),
    ).toBe('encoding-cp1258')
    expect(await sniff(Buffer.concat([plain, Buffer.from('hä tªn phïng thÞ', 'latin1')]))).toBe('encoding-tcvn3')
  })

  it('letters that lie across the stretches in which a file is read are whole', async () => {
    for (const shift of [0, 1, 2, 3]) expect(await sniff('x'.repeat(shift) + 'ữ😀'.repeat(400_000))).toBe('utf-8')
  })
})

it('words with the shape of Vietnamese syllables', () => {
  expect(['phùng', 'thị', 'nghiêng', 'ườn', 'à', 'quốc', 'đường', 'giếng'].filter((word) => !isSyllable(word))).toEqual([])
  expect(['Müller', 'society', 'été', 'xyz', 'straße', 'ngắt́'].filter(isSyllable)).toEqual([])
})

it('.Vn letters turn back into Vietnamese', () => {
  expect(fromTcvn3('céng hoµ x· héi chñ nghÜa viÖt nam, ®éc lËp tù do h¹nh phóc')).toBe(
    'cộng hoà xã hội chủ nghĩa việt nam, độc lập tự do hạnh phúc',
  )
  expect(looksLikeTcvn3('phùng thị hồng nhung')).toBe(false)
})
