/** What a card says before anybody adds a line of their own; every reader's fields are filled as in a letter. */

type Card = { title: { vi: string; en: string }; vi: string; en: string }

const closing = { vi: '{{house}}', en: '{{house}}' }

const card = (title: Card['title'], vi: string, en: string): Card => ({
  title,
  vi: `{{greeting}}\n\n${vi}\n\n${closing.vi}`,
  en: `{{greeting}}\n\n${en}\n\n${closing.en}`,
})

/** For the days that people have of their own, by their kind. */
export const ownCards: Record<string, Card> = {
  birthday: card(
    { vi: 'Chúc mừng sinh nhật', en: 'Happy birthday' },
    'Nhân sinh nhật {{called}}, cả nhà {{house}} gửi lời chúc {{them|mình}} thêm một tuổi mạnh khoẻ, an vui và nhiều điều thương mến.\n\nCảm ơn {{them|mình}} đã luôn nhớ đến nhà. Mong sớm được đón {{them|mình}} ghé lại.',
    'On your birthday everybody here at {{house}} wishes you good health, quiet joy and many good days in the year ahead.\n\nThank you for thinking of us. We hope to welcome you again soon.',
  ),
  wedding: card(
    { vi: 'Mừng ngày cưới', en: 'Happy anniversary' },
    'Nhân kỷ niệm ngày cưới, {{house}} chúc {{called}} cùng gia đình thêm một năm ấm áp, nhiều tiếng cười.',
    'On your anniversary {{house}} wishes you both another warm year with much laughter.',
  ),
  founding: card(
    { vi: 'Mừng ngày thành lập', en: 'Happy anniversary' },
    'Nhân ngày thành lập, {{house}} chúc {{called}} thêm một tuổi vững vàng, việc nhà thuận lợi. Cảm ơn anh/chị đã đồng hành.',
    'On the day of your founding {{house}} wishes you a steady year ahead. Thank you for going along with us.',
  ),
  'first-visit': card(
    { vi: 'Nhớ ngày đầu gặp', en: 'The day we met' },
    'Vào ngày này, {{called}} đã ghé nhà lần đầu. Cảm ơn {{them|mình}} vì những lần quay lại sau đó.',
    'It was on this day that you first came to us. Thank you for every time you came back.',
  ),
  other: card(
    { vi: 'Thân gửi', en: 'With warm wishes' },
    'Nhân ngày vui của {{called}}, {{house}} gửi lời chúc {{them|mình}} mạnh khoẻ và nhiều niềm vui.',
    'On your day {{house}} wishes you good health and much joy.',
  ),
}

/** For the days of the house, by their key. */
export const houseCards: Record<string, Card> = {
  tet: card(
    { vi: 'Chúc mừng năm mới', en: 'Happy lunar new year' },
    'Xuân về, cả nhà {{house}} kính chúc {{called}} cùng gia đình một năm mới bình an, mạnh khoẻ, vạn sự như ý.\n\nCảm ơn {{them|mình}} đã ở bên nhà suốt năm qua.',
    'As spring comes, everybody here at {{house}} wishes you and your family a peaceful and healthy new year.\n\nThank you for the year that is ending.',
  ),
  'trung-thu': card(
    { vi: 'Mừng Tết Trung Thu', en: 'Happy Mid-Autumn' },
    'Trăng rằm tháng Tám, {{house}} chúc {{called}} cùng gia đình một mùa Trung Thu đoàn viên, đầy tiếng cười trẻ nhỏ.',
    'Under the full moon {{house}} wishes you and your family a Mid-Autumn together, full of children’s laughter.',
  ),
  teachers: card(
    { vi: 'Mừng Ngày Nhà giáo', en: 'Happy Teachers’ Day' },
    'Nhân Ngày Nhà giáo Việt Nam, {{house}} kính chúc {{called}} luôn mạnh khoẻ và giữ mãi niềm vui với lớp học, với trang sách.',
    'On Teachers’ Day {{house}} wishes you good health, and lasting joy in your class and your books.',
  ),
  'vietnamese-women': card(
    { vi: 'Mừng ngày 20/10', en: 'Happy Women’s Day' },
    'Nhân ngày Phụ nữ Việt Nam, {{house}} chúc {{called}} luôn mạnh khoẻ, thảnh thơi và được yêu thương.',
    'On Vietnamese Women’s Day {{house}} wishes you good health, some quiet hours and much love.',
  ),
  women: card(
    { vi: 'Mừng ngày 8/3', en: 'Happy Women’s Day' },
    'Nhân ngày 8 tháng 3, {{house}} chúc {{called}} luôn mạnh khoẻ, thảnh thơi và nhiều niềm vui.',
    'On Women’s Day {{house}} wishes you good health, some quiet hours and much joy.',
  ),
  'christmas-eve': card(
    { vi: 'Giáng sinh an lành', en: 'Merry Christmas' },
    '{{house}} chúc {{called}} cùng gia đình một mùa Giáng sinh ấm áp và an lành.',
    '{{house}} wishes you and your family a warm and peaceful Christmas.',
  ),
  'new-year': card(
    { vi: 'Chúc mừng năm mới', en: 'Happy new year' },
    'Năm mới đến, {{house}} chúc {{called}} cùng gia đình thật nhiều sức khoẻ và những ngày thong thả.',
    'As the new year comes, {{house}} wishes you and your family good health and unhurried days.',
  ),
}

/** For every other day of the house: its name stands in the words. */
export const anyDayCard = (names: { vi: string; en: string }): Card =>
  card(
    names,
    `Nhân dịp ${names.vi}, {{house}} gửi {{called}} lời chúc mạnh khoẻ, bình an và nhiều niềm vui.`,
    `On ${names.en}, {{house}} wishes you good health, peace and much joy.`,
  )
