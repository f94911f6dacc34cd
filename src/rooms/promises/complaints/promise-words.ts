/** How the promises of a complaint are called on lists: without the customer's words, which not everybody may read. */
export const promiseWords = (language: 'vi' | 'en', code: string) =>
  language === 'vi'
    ? { acknowledge: `Báo đã nhận phàn nàn ${code}`, decide: `Trả lời phàn nàn ${code}` }
    : { acknowledge: `Say that complaint ${code} has arrived`, decide: `Answer complaint ${code}` }
