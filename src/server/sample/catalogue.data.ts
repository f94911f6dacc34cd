/** The words that the house has for what it sells, by the name on the shelf: what the customer has of it, for whom, what sets it apart. */

type Both = readonly [vi: string, en: string]

export type Told = {
  en: string
  benefit: Both
  forWhom?: Both
  differs?: Both
  topics?: readonly string[]
  contents?: readonly string[]
  aliases?: readonly string[]
}

export const told: Readonly<Record<string, Told>> = {
  'Sách “Hội An xưa”': {
    en: 'The book “Old Hội An”',
    benefit: [
      'Đi dạo phố cổ xong về đọc, mỗi con hẻm vừa qua đều có một câu chuyện.',
      'Read it after a walk through the old town, and every lane you passed has its story.',
    ],
    forWhom: ['người thích tìm hiểu nơi mình đang ở', 'whoever likes to know the place they stay in'],
    differs: [
      'Có ảnh cũ và bản đồ các ngõ, điều cuốn về bến sông không có.',
      'It has old photographs and maps of the lanes, which the river book has not.',
    ],
    topics: ['sách phố cổ', 'Hội An', 'ảnh xưa'],
    aliases: ['Hội An xưa'],
  },
  'Sách “Bến sông và những mái ngói”': {
    en: 'The book “A River Landing and Its Tiled Roofs”',
    benefit: [
      'Kể chuyện những nhà buôn bên sông, đọc một buổi chiều là hết mà nhớ lâu.',
      'The merchants by the river told in one afternoon, and long remembered.',
    ],
    forWhom: ['người thích chuyện nhà, chuyện nghề', 'whoever likes stories of homes and trades'],
    differs: ['Mỏng và nhẹ hơn “Hội An xưa”, dễ mang theo.', 'Thinner and lighter than “Old Hội An”, easy to carry.'],
    topics: ['sách phố cổ', 'chuyện nghề'],
  },
  'Sách “Nắng hiên nhà”': {
    en: 'The book “Sun on the Porch”',
    benefit: ['Mỗi bài vài trang, đọc trước khi ngủ thấy lòng nhẹ đi.', 'A few pages each, and the heart is lighter before sleep.'],
    topics: ['tản văn', 'ngồi hiên đọc sách'],
  },
  'Sách “Một mùa nước lên”': {
    en: 'The novel “A Season of High Water”',
    benefit: [
      'Một gia đình qua mùa lụt, càng đọc càng thương người miền này.',
      'A family through the floods; you come to love the people of this coast.',
    ],
    topics: ['truyện dài'],
    contents: ['truyện buồn'],
    differs: ['Dày nhất trong các truyện ở kệ, đủ cho cả kỳ nghỉ.', 'The longest novel on the shelf, enough for a whole holiday.'],
  },
  'Sách “Người gác đèn lồng”': {
    en: 'The novel “The Keeper of Lanterns”',
    benefit: ['Truyện ấm, kết vui, hợp mang theo chuyến tàu dài.', 'A warm story with a glad ending, good company on a long train.'],
    topics: ['truyện dài'],
    differs: ['Nhẹ nhàng hơn “Một mùa nước lên”.', 'Gentler than “A Season of High Water”.'],
  },
  'Sách “Bếp nhỏ xứ Quảng”': {
    en: 'The cookbook “A Small Kitchen of Quảng Nam”',
    benefit: [
      'Bốn mươi món nhà nấu, đong bằng chén và muỗng nên ở đâu cũng làm được.',
      'Forty home dishes measured in bowls and spoons, so they work in any kitchen.',
    ],
    topics: ['sách nấu ăn', 'mì Quảng', 'cao lầu'],
    forWhom: ['người muốn mang vị miền Trung về nhà', 'whoever wants to take the taste of the coast home'],
  },
  'Sách “Chợ sớm”': {
    en: 'The book “Early Market”',
    benefit: ['Đọc xong muốn dậy sớm đi chợ với người ta.', 'You close it and want to rise early and go to market.'],
    topics: ['tản văn', 'đi dạo chợ sớm'],
  },
  'Sách tranh “Con mèo trên mái ngói”': {
    en: 'The picture book “The Cat on the Tiled Roof”',
    benefit: ['Bé xem tranh, ba mẹ kể theo, mười phút là ngủ ngon.', 'The child looks, a parent tells, and in ten minutes there is sleep.'],
    forWhom: ['bé từ ba đến sáu tuổi', 'children from three to six'],
    topics: ['sách thiếu nhi', 'mèo'],
  },
  'Sách tranh “Thuyền giấy của Tí”': {
    en: 'The picture book “Tí’s Paper Boat”',
    benefit: [
      'Có trang gấp thuyền, đọc xong cả nhà thả thuyền cùng nhau.',
      'One page folds into a boat, so the whole family sails it afterwards.',
    ],
    forWhom: ['bé từ bốn đến tám tuổi', 'children from four to eight'],
    topics: ['sách thiếu nhi', 'gấp giấy'],
  },
  'Tập thơ “Gió qua ngõ cau”': {
    en: 'The poems “Wind in the Areca Lane”',
    benefit: ['Thơ ngắn, in thoáng, mở trang nào cũng đọc được ngay.', 'Short poems with room around them; open it anywhere and begin.'],
    topics: ['thơ', 'vườn cau'],
  },
  'Sách “Vườn rau Trà Quế bốn mùa”': {
    en: 'The book “The Trà Quế Gardens in Four Seasons”',
    benefit: ['Làm theo từng tháng là ban công cũng có rau thơm.', 'Follow it month by month and even a balcony grows herbs.'],
    topics: ['sách làm vườn', 'đạp xe ra đồng rau'],
  },
  'Bản đồ vẽ tay phố cổ': {
    en: 'Hand-drawn map of the old town',
    benefit: ['Chỉ đủ những ngõ đáng rẽ vào, bỏ túi áo là đi cả ngày.', 'It shows just the lanes worth a turn, and fits a shirt pocket.'],
    topics: ['bản đồ', 'đi bộ phố cổ'],
    aliases: ['bản đồ phố cổ'],
  },
  'Tinh dầu vetiver': {
    en: 'Vetiver oil',
    benefit: ['Mùi cỏ và đất ẩm, nhỏ hai giọt là phòng lặng xuống.', 'Grass and damp earth; two drops and the room grows quiet.'],
    forWhom: ['người thích mùi trầm, không ngọt', 'whoever likes deep scents that are not sweet'],
    differs: [
      'Ở lâu nhất trong các tinh dầu ở kệ, một giọt thơm cả buổi tối.',
      'It stays longest of all our oils: one drop lasts an evening.',
    ],
    topics: ['vetiver', 'gỗ', 'mùi gỗ'],
    aliases: ['dầu vetiver'],
  },
  'Tinh dầu sả chanh': {
    en: 'Lemongrass oil',
    benefit: ['Nhỏ ở cửa sổ, phòng tươi lên và bớt muỗi.', 'A drop at the window freshens the room and keeps mosquitoes off.'],
    topics: ['sả chanh'],
    differs: ['Nhẹ nhất và rẻ hơn các tinh dầu khác.', 'The lightest of the oils, and priced below the others.'],
  },
  'Tinh dầu bưởi': {
    en: 'Pomelo blossom oil',
    benefit: ['Thơm như vườn bưởi sau mưa, thoang thoảng chứ không nồng.', 'Like a pomelo garden after rain, faint and never heavy.'],
    topics: ['hoa bưởi', 'hương nhẹ'],
  },
  'Tinh dầu lá sim': {
    en: 'Myrtle leaf oil',
    benefit: ['Xông một lúc là dễ thở, hợp những ngày mưa.', 'A little in the steam and you breathe easily on rainy days.'],
    topics: ['lá sim'],
  },
  'Tinh dầu tràm gió': {
    en: 'Cajuput oil',
    benefit: ['Xoa lòng bàn chân trước khi ngủ, ấm người cả đêm.', 'Rub it on the soles before sleep and stay warm all night.'],
    forWhom: ['nhà có em bé và người lớn tuổi', 'homes with small children and old people'],
    topics: ['tràm', 'dầu tràm'],
  },
  'Nến gỗ đàn hương': {
    en: 'Sandalwood candle',
    benefit: ['Cháy năm mươi giờ, mùi gỗ ấm mà không át mùi trà.', 'Fifty hours of warm wood that never drowns the tea.'],
    topics: ['gỗ đàn hương', 'gỗ', 'mùi gỗ'],
    differs: ['Sáp ong nguyên chất, ít khói hơn nến gỗ thông.', 'Pure beeswax, with less smoke than the pine candle.'],
  },
  'Nến gỗ thông': {
    en: 'Pine candle',
    benefit: ['Thắp lên như ngồi trong rừng sau mưa.', 'Light it, and you sit in a forest after rain.'],
    topics: ['gỗ thông', 'gỗ', 'mùi gỗ'],
  },
  'Nến hoa nhài': {
    en: 'Jasmine candle',
    benefit: ['Phòng khách có mùi hiên nhà buổi tối tháng sáu.', 'The living room smells of a porch on a June evening.'],
    topics: ['hoa nhài'],
    contents: ['mùi ngọt', 'hương hoa nồng'],
  },
  'Nến vỏ cam quế': {
    en: 'Orange peel and cinnamon candle',
    benefit: ['Ấm như bếp nhà ngày trở trời.', 'Warm as a kitchen when the weather turns.'],
    topics: ['cam quế'],
    contents: ['mùi ngọt', 'mùi quế'],
  },
  'Nhang trầm không tăm': {
    en: 'Coreless agarwood incense',
    benefit: ['Khói mảnh, tro gọn, thắp giỗ hay ngồi thiền đều yên.', 'Thin smoke and clean ash, quiet for an altar or for sitting still.'],
    topics: ['trầm', 'nhang'],
    contents: ['khói', 'hương trong phòng'],
  },
  'Xà phòng bồ kết': {
    en: 'Soap of honey locust',
    benefit: ['Gội một lần là tóc mềm, da không khô.', 'Hair is soft after one wash, and skin is not dry.'],
    topics: ['bồ kết'],
  },
  'Túi thơm lá khuynh diệp': {
    en: 'Eucalyptus sachet',
    benefit: ['Bỏ vào vali, mở ra quần áo vẫn thơm mát.', 'Lay it in the suitcase and clothes come out fresh.'],
    topics: ['khuynh diệp'],
  },
  'Bộ trà men tro Bến Cũ': {
    en: 'Ash-glazed tea set from Bến Cũ',
    benefit: [
      'Một ấm bốn chén, cầm vừa tay, nước trà ở lâu nóng hơn.',
      'One pot, four cups that sit well in the hand and keep the tea warm longer.',
    ],
    forWhom: ['nhà hay có khách ngồi lâu', 'homes where guests stay a while'],
    differs: ['Men tro mỗi bộ một vẻ, không bộ nào giống bộ nào.', 'The ash glaze falls differently on each; no two sets are alike.'],
    topics: ['men tro', 'bộ trà'],
    aliases: ['bộ trà Bến Cũ', 'bộ trà men tro'],
  },
  'Ấm gốm men rêu': {
    en: 'Moss-glazed teapot',
    benefit: ['Rót gọn, không nhỏ giọt, pha vừa hai người uống.', 'It pours without a drip and holds enough for two.'],
    topics: ['men rêu'],
  },
  'Chén gốm men tro': {
    en: 'Ash-glazed cup',
    benefit: ['Miệng rộng nên trà mau dịu, uống không bỏng môi.', 'A wide rim, so the tea cools quickly and never burns.'],
    topics: ['men tro', 'chén miệng rộng'],
    differs: ['Mua lẻ được, hợp bộ với ấm men tro.', 'Sold singly, and a match for the ash-glazed pot.'],
  },
  'Bình hoa cổ cò': {
    en: 'Heron-necked vase',
    benefit: ['Một nhành là đủ đẹp, không cần cả bó.', 'One branch is enough; it needs no bouquet.'],
    topics: ['bình cổ cao'],
  },
  'Đĩa vẽ hoa sen': {
    en: 'Plate painted with a lotus',
    benefit: ['Vẽ tay, bày bánh cũng được, treo tường cũng được.', 'Painted by hand, for cakes or for the wall.'],
    topics: ['vẽ tay', 'hoa sen'],
  },
  'Cốc sứ mái ngói': {
    en: 'Tiled-roof mug',
    benefit: ['Sáng uống cà phê mà nhớ phố cũ.', 'Morning coffee, with the old town in your hand.'],
    topics: ['đồ dùng hằng ngày'],
  },
  'Chậu đất nung nhỏ': {
    en: 'Small terracotta pot',
    benefit: ['Đất thoáng nên cây khó úng, đặt bệ cửa sổ là vừa.', 'It breathes, so roots do not rot; made for a window sill.'],
    topics: ['gốm mộc không men'],
  },
  'Trà sen bách diệp': {
    en: 'Hundred-petal lotus tea',
    benefit: ['Một ấm uống chậm là dịu cả buổi chiều.', 'One slow pot softens the whole afternoon.'],
    forWhom: ['người thích hương thanh, vị nhẹ', 'whoever likes a clear scent and a mild taste'],
    differs: [
      'Ướp trong bông sen tươi ba lần, thơm lâu hơn trà sen gói.',
      'Scented in fresh lotus three times, so it lasts longer than tea bags.',
    ],
    topics: ['trà sen'],
    aliases: ['trà sen'],
  },
  'Trà gừng mật ong': {
    en: 'Ginger and honey tea',
    benefit: ['Một ly trước khi ngủ là ấm bụng, không mất giấc.', 'A cup before bed warms you and does not keep you awake.'],
    differs: ['Ít đường hơn trà gừng ngoài chợ.', 'Less sugar than ginger tea from the market.'],
    topics: ['trà gừng'],
    contents: ['gừng', 'mật ong', 'đường'],
    aliases: ['trà gừng'],
  },
  'Trà shan tuyết': {
    en: 'Snow shan tea',
    benefit: ['Vị dày, hậu ngọt, pha năm lượt vẫn còn hương.', 'A full taste and a sweet end; five infusions and still fragrant.'],
    topics: ['trà shan tuyết'],
    contents: ['trà quá đặc'],
  },
  'Cà phê rang mộc': {
    en: 'Plain-roasted coffee',
    benefit: ['Rang không tẩm, uống xong miệng sạch, bụng yên.', 'Roasted with nothing added: a clean cup that sits well.'],
    topics: ['cà phê rang mộc', 'cà phê phin'],
    contents: ['cà phê'],
  },
  'Mật ong hoa tràm': {
    en: 'Cajuput honey',
    benefit: ['Một muỗng với nước ấm buổi sáng, dễ chịu cả ngày.', 'A spoon in warm water each morning, and the day sits easy.'],
    topics: ['mật ong hoa tràm', 'mật ong'],
    contents: ['mật ong', 'nhiều đường'],
  },
  'Bánh in đậu xanh': {
    en: 'Mung bean pressed cakes',
    benefit: ['Tan trong miệng, vừa một chén trà.', 'They melt on the tongue, one to a cup of tea.'],
    topics: ['bánh in'],
    contents: ['đậu xanh', 'nhiều đường'],
  },
  'Mứt gừng': {
    en: 'Candied ginger',
    benefit: [
      'Ngày Tết bưng ra với trà là khách ở lại thêm một lúc.',
      'Brought out with tea at Tết, it makes guests stay a little longer.',
    ],
    topics: ['mứt Tết'],
    contents: ['gừng', 'nhiều đường'],
  },
  'Hộp bánh Trung thu nhà làm': {
    en: 'Box of home-made mid-autumn cakes',
    benefit: ['Bốn bánh nướng trong tuần, ít ngọt nên ông bà ăn được.', 'Four cakes baked that week, mild enough for grandparents.'],
    topics: ['bánh Trung thu'],
    contents: ['trứng muối', 'đậu phộng', 'đường'],
  },
  'Hộp quà Tết, vetiver và gỗ thông': {
    en: 'Tết box of vetiver and pine',
    benefit: [
      'Mở ra là thơm mùi nhà mới dọn, tặng ai cũng thấy được nghĩ tới.',
      'It opens with the scent of a house made ready, and whoever gets it feels thought of.',
    ],
    topics: ['quà Tết', 'vetiver', 'gỗ thông'],
  },
  'Hộp quà Tết, trà và mứt': {
    en: 'Tết box of tea and sweets',
    benefit: ['Đủ cho ba ngày tiếp khách, hộp đẹp khỏi gói thêm.', 'Enough for three days of guests, in a box that needs no wrapping.'],
    topics: ['quà Tết', 'quà đồng bộ'],
    contents: ['gừng', 'nhiều đường'],
  },
  'Hộp quà trà sen': {
    en: 'Lotus tea gift box',
    benefit: ['Quà nhẹ mà quý, mang đi xa không sợ vỡ.', 'Light and fine, and nothing in it breaks on the way.'],
    topics: ['trà sen', 'quà không cần đường xa'],
  },
  'Hộp quà gốm đôi': {
    en: 'Pottery for two, in a box',
    benefit: ['Hai chén cùng mẻ nung, hợp tặng cặp đôi mới về chung nhà.', 'Two cups of one firing, for a couple in their first home.'],
    topics: ['đồ đôi', 'men tro'],
    contents: ['quà dễ vỡ'],
  },
  'Giỏ quà phố Hội': {
    en: 'Basket of Hội An',
    benefit: ['Mỗi thứ một ít của phố, khỏi phải chọn lâu.', 'A little of everything from the town, when there is no time to choose.'],
    topics: ['quà đồng bộ'],
    contents: ['đồ cồng kềnh', 'đường'],
  },
  'Thiệp giấy dó': {
    en: 'Dó paper card',
    benefit: ['Giấy ăn mực, viết tay lên thấy trang trọng hẳn.', 'The paper drinks ink; what you write by hand looks solemn and kind.'],
    topics: ['thiệp viết tay', 'giấy dó'],
  },
  'Gói quà nơ lụa': {
    en: 'Gift wrapping with a silk bow',
    benefit: ['Mở xong cất nơ lại dùng được, không bỏ đi thứ gì.', 'The bow is kept and used again; nothing is thrown away.'],
    topics: ['gói quà nơ lụa', 'gói giấy dó'],
  },
  'Phiếu quà tặng một đêm': {
    en: 'Gift voucher for one night',
    benefit: ['Người nhận tự chọn ngày, chỉ cần gọi trước ba hôm.', 'Whoever receives it picks the day, with a call three days ahead.'],
    topics: ['phiếu quà tặng'],
  },
  'Đèn lồng lụa': {
    en: 'Silk lantern',
    benefit: [
      'Gấp lại mỏng như quyển sách, về nhà bung ra là sáng góc phòng.',
      'It folds flat as a book and opens to light a corner at home.',
    ],
    topics: ['đèn lồng nhỏ', 'lụa màu trầm'],
  },
  'Đèn lồng ông sao': {
    en: 'Star lantern',
    benefit: ['Bé tự dán được, đêm rằm xách đi cả xóm.', 'A child can glue it alone, and carry it through the lane at full moon.'],
    topics: ['đèn lồng nhỏ', 'Trung thu'],
    contents: ['màu sặc sỡ'],
  },
  'Khăn lụa tơ tằm': {
    en: 'Mulberry silk scarf',
    benefit: [
      'Mát mùa hè, ấm mùa đông, giặt tay là bền nhiều năm.',
      'Cool in summer and warm in winter; washed by hand it lasts for years.',
    ],
    topics: ['lụa màu trầm', 'lụa tơ tằm'],
    differs: ['Tơ dệt ở Mã Châu, không pha sợi.', 'Woven at Mã Châu of pure silk.'],
  },
  'Khăn trải bàn thêu tay': {
    en: 'Hand-embroidered tablecloth',
    benefit: ['Bày lên là bàn ăn thành ngày có khách.', 'Lay it, and any supper becomes a day with guests.'],
    topics: ['thêu tay', 'vải dệt tay'],
  },
  'Túi vải đay': {
    en: 'Jute bag',
    benefit: ['Đi chợ hay xách sách đều bền, giặt được.', 'Strong for the market or for books, and washable.'],
    topics: ['đồ dùng hằng ngày', 'túi giấy thay túi nilon'],
  },
  'Nón lá thêu': {
    en: 'Embroidered conical hat',
    benefit: ['Nhẹ, che nắng kín, chụp ảnh cũng xinh.', 'Light, good shade, and pretty in a photograph.'],
    topics: ['thêu tay'],
  },
  'Tranh khắc gỗ mái phố': {
    en: 'Woodcut of the roofs',
    benefit: [
      'In tay từng tờ, treo một bức là phòng có câu chuyện.',
      'Printed by hand, sheet by sheet; one on the wall gives a room its story.',
    ],
    topics: ['tranh khắc gỗ'],
    differs: ['Khổ vừa khung có sẵn, khỏi đặt riêng.', 'It fits an ordinary frame, so none has to be made.'],
  },
  'Khăn choàng len mỏng': {
    en: 'Thin wool shawl',
    benefit: ['Buổi tối trên thuyền khoác vào là vừa ấm.', 'Just warm enough for an evening on the river.'],
    topics: ['đồ len'],
    contents: ['len'],
  },
  'Sổ tay bìa giấy dó': {
    en: 'Notebook bound in dó paper',
    benefit: ['Viết bút mực không lem, ghi chuyện đường xa rất hợp.', 'Ink does not bleed; made for notes of a long road.'],
    topics: ['giấy dó', 'viết tay'],
  },
  'Đón sân bay': {
    en: 'Airport pick-up',
    benefit: ['Xuống máy bay đã có người chờ, cầm sẵn bảng tên.', 'Somebody is there as you land, with your name on a board.'],
    forWhom: ['khách đến khuya hoặc mang nhiều đồ', 'guests who land late or carry much'],
    topics: ['xe đón sân bay'],
    aliases: ['xe đón sân bay', 'đưa đón sân bay'],
  },
  'Thuê xe đạp': {
    en: 'Bicycle for a day',
    benefit: [
      'Ra đồng rau mười lăm phút, biển hai mươi phút, khỏi lo chỗ gửi xe.',
      'The gardens in fifteen minutes, the sea in twenty, and no parking to look for.',
    ],
    topics: ['đạp xe ra đồng rau', 'đạp xe buổi sáng'],
    aliases: ['xe đạp'],
  },
  'Giặt ủi': {
    en: 'Laundry',
    benefit: ['Đưa trước tám giờ, chiều có đồ thơm nắng.', 'Handed in by eight, back in the afternoon smelling of sun.'],
    topics: ['giặt đồ'],
  },
  'Cơm chay': {
    en: 'Vegetarian meal',
    benefit: ['Bếp nấu riêng nồi riêng, ngày rằm có thêm hai món.', 'Cooked in pots of its own, with two dishes more on full-moon days.'],
    topics: ['ăn chay', 'ăn chay ngày rằm'],
    contents: ['đậu phụ'],
  },
  'Cơm nhà': {
    en: 'Supper of the house',
    benefit: [
      'Ăn như người nhà: một canh, một mặn, một rau, đổi món mỗi ngày.',
      'As the family eats: soup, one dish and greens, new each day.',
    ],
    topics: ['cơm nhà', 'mì Quảng'],
    contents: ['hải sản', 'hành'],
  },
  'Thêm giường': {
    en: 'An extra bed',
    benefit: ['Thêm một người mà vẫn đủ chỗ xoay, có gối và chăn riêng.', 'Room for one more, with a pillow and blanket of their own.'],
    topics: ['nôi cho bé'],
  },
}

/** What is on its way, with its words; `in` so many days from now, where the day is known. */
export const coming: readonly { name: string; price: number; group: string; in: number | null; told: Told }[] = [
  {
    name: 'Sách “Đường ra cửa biển”',
    price: 165_000,
    group: 'Sách',
    in: 9,
    told: {
      en: 'The book “The Road to the River Mouth”',
      benefit: [
        'Theo con sông từ phố ra biển, vừa đọc vừa muốn đạp xe đi theo.',
        'It follows the river from the town to the sea, and you want to cycle after it.',
      ],
      topics: ['sách phố cổ', 'đạp xe buổi sáng'],
    },
  },
  {
    name: 'Trà cúc vườn',
    price: 120_000,
    group: 'Trà và vị',
    in: null,
    told: {
      en: 'Garden chrysanthemum tea',
      benefit: ['Hoa phơi một nắng, pha là thấy nhẹ đầu.', 'Flowers dried in one sun; the head feels light after a cup.'],
      topics: ['trà hoa'],
      contents: ['hoa cúc'],
    },
  },
]

/** What lies before the window of a room. */
export const views: Readonly<Record<string, { en: string; benefit: Both; topics: readonly string[] }>> = {
  vườn: {
    en: 'garden view',
    benefit: ['Mở cửa sổ là vườn, sáng nghe chim, tối nghe lá.', 'The window opens on the garden: birds at dawn, leaves at night.'],
    topics: ['phòng hướng vườn', 'hướng vườn', 'phòng yên tĩnh'],
  },
  sông: {
    en: 'river view',
    benefit: ['Ngồi ban công thấy thuyền qua, chiều nào cũng có gió.', 'Boats pass below the balcony, and every evening there is wind.'],
    topics: ['phòng hướng sông', 'hướng sông', 'phòng tầng cao'],
  },
  phố: {
    en: 'street view',
    benefit: ['Nhìn xuống phố đèn lồng, bước ra là tới chợ.', 'It looks on the lanterns, and the market is at the door.'],
    topics: ['phòng hướng phố', 'hướng phố'],
  },
  'sân trong': {
    en: 'courtyard view',
    benefit: ['Quay vào sân nên kín và mát, trưa ngủ không nghe xe.', 'It faces the courtyard, shaded and cool, with no traffic at noon.'],
    topics: ['phòng yên tĩnh'],
  },
  'hiên sau': {
    en: 'on the back porch',
    benefit: ['Ra khỏi phòng là hiên sau, pha trà ngồi một mình rất yên.', 'It steps out on the back porch, a quiet place for tea alone.'],
    topics: ['ngồi hiên sau', 'phòng yên tĩnh'],
  },
}
