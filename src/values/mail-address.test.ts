import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMail } from './mail-address.ts'

describe('a mail address', () => {
  it.each([
    ['Hoa.Nguyen@Example.com', 'hoa.nguyen@example.com', 'Hoa.Nguyen@Example.com'],
    ['  hoa@example.com  ', 'hoa@example.com', 'hoa@example.com'],
    ['mailto:hoa@example.com', 'hoa@example.com', 'hoa@example.com'],
    ['Hoa Nguyễn <Hoa@example.com>', 'hoa@example.com', 'Hoa@example.com'],
    ["o'brien+quen@mail.example.co.uk", "o'brien+quen@mail.example.co.uk", "o'brien+quen@mail.example.co.uk"],
    ['thư@bưu-điện.vn', 'thư@bưu-điện.vn', 'thư@bưu-điện.vn'],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
    ['hoa\u200b@example.com', 'hoa@example.com', 'hoa@example.com'],
    ['hoa＠example.com', 'hoa@example.com', 'hoa@example.com'],
    ['abc..@docomo.ne.jp', 'abc..@docomo.ne.jp', 'abc..@docomo.ne.jp'],
  ])('%s is kept as typed and found in small letters', (text, mail, tidy) => expect(readMail(text)).toEqual({ mail, tidy }))

  it.each([
    ['', 'no-at'],
    ['hoa.example.com', 'no-at'],
    ['hoa@@example.com', 'two-ats'],
    ['hoa@example.com, lan@example.com', 'two-ats'],
    ['hoa nguyen@example.com', 'spaces'],
    ['hoa@exam ple.com', 'spaces'],
    ['hoa@example.com\r\nBcc: all@example.com', 'line-break'],
    ['a\nb@example.com', 'line-break'],
    ['@example.com', 'no-name'],
    ['a,b@example.com', 'no-name'],
    ['hoa@', 'no-domain'],
    ['hoa@example', 'bad-domain'],
    ['hoa@example..com', 'bad-domain'],
    ['hoa@.com', 'bad-domain'],
    ['hoa@-example.com', 'bad-domain'],
    ['hoa@example.c', 'bad-domain'],
    ['hoa@192.168.1.1', 'bad-domain'],
    ['hoa@[192.168.1.1]', 'bad-domain'],
    ['hoa@exam_ple.com', 'bad-domain'],
    ['hoa@example.com.', 'bad-domain'],
    [`${'a'.repeat(65)}@example.com`, 'too-long'],
    [`a@${'b.'.repeat(130)}com`, 'too-long'],
    ['hoa\u0000@example.com', 'spaces'],
  ])('%j is refused: %s', (text, problem) => expect(readMail(text)).toEqual({ problem }))

  it('that is good stays good and the same when read again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
        const read = readMail(text)
        if ('mail' in read) {
          expect(readMail(read.mail)).toEqual({ mail: read.mail, tidy: read.mail })
          expect(read.mail).not.toMatch(/[\s\p{Cc}]/u)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
