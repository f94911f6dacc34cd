import type { TradeKey } from '../../../values/trades.data.ts'
import type { Feeds, Phase, Stop } from './stop.ts'

/** The way of a customer through a house of each trade, as it comes; every house makes it its own. */

export type TemplateStop = Pick<Stop, 'key' | 'phase' | 'nameVi' | 'nameEn' | 'icon' | 'team' | 'feeds' | 'promiseKinds'>

type More = { team?: Stop['team']; kinds?: string[]; orders?: Feeds['orders']; channels?: Feeds['channels']; promises?: string[] }

const stop = (
  phase: Phase,
  key: string,
  icon: string,
  [nameVi, nameEn]: readonly [string, string],
  { team = 'reception', kinds = [], orders = [], channels = [], promises = [] }: More,
): TemplateStop => ({ key, phase, nameVi, nameEn, icon, team, feeds: { kinds, orders, channels }, promiseKinds: promises })

const written: Feeds['channels'] = ['mail', 'zalo', 'facebook', 'web', 'sms']
const sale: Feeds['orders'] = [{ kind: 'sale', at: 'begins' }]
const served: Feeds['orders'] = [{ kind: 'service', at: 'begins' }]

const asking = (words: readonly [string, string], team = 'reception') =>
  stop('before', 'asking', 'phone', words, { team, kinds: ['call'], promises: ['answer', 'quote', 'callback'] })
const writing = (team = 'reception') =>
  stop('before', 'writing', 'message', ['Nhắn tin, viết thư', 'Writing to us'], {
    team,
    kinds: ['message'],
    channels: written,
    promises: ['answer'],
  })
const complaint = stop('leaving', 'complaint', 'warning', ['Lời phàn nàn', 'A complaint'], {
  team: 'manager',
  kinds: ['complaint'],
  promises: ['answer', 'repair'],
})
const thanks = stop('after', 'thanks', 'heart', ['Lời cảm ơn', 'Words of thanks'], { kinds: ['thanks'] })
const letter = stop('after', 'letter', 'mail', ['Thư thăm hỏi', 'A letter from us'], { team: 'marketing', kinds: ['letter'] })
const delivery = stop('after', 'delivery', 'truck', ['Giao hàng', 'Delivery'], {
  team: 'warehouse',
  kinds: ['delivery'],
  promises: ['delivery', 'arrival'],
})
const returned = stop('after', 'return', 'undo', ['Đổi, trả hàng', 'Return or exchange'], { kinds: ['return'], promises: ['repair'] })
const paying = (words: readonly [string, string] = ['Thanh toán', 'Paying'], team = 'accounting') =>
  stop('paying', 'payment', 'card', words, { team, kinds: ['payment', 'debt-payment'] })
const wrapping = stop('paying', 'gift-wrap', 'gift', ['Gói quà', 'Gift wrapping'], {
  team: 'warehouse',
  kinds: ['gift-wrap'],
  promises: ['gift'],
})

export const mapTemplates: Readonly<Record<TradeKey, readonly TemplateStop[]>> = {
  hotel: [
    asking(['Gọi điện hỏi phòng', 'Calling about a room']),
    writing(),
    stop('before', 'booking', 'today', ['Đặt phòng', 'Booking'], { kinds: ['booking'], promises: ['room'] }),
    stop('arriving', 'transfer', 'truck', ['Đưa đón', 'Transfer'], { kinds: ['transfer'], promises: ['arrival'] }),
    stop('arriving', 'check-in', 'key', ['Nhận phòng', 'Check-in'], {
      kinds: ['check-in'],
      orders: [{ kind: 'stay', at: 'begins' }],
      promises: ['room', 'arrival'],
    }),
    stop('staying', 'care', 'bed', ['Dọn phòng, phục vụ phòng', 'Housekeeping and room service'], {
      team: 'warehouse',
      kinds: ['housekeeping', 'room-service', 'laundry'],
      promises: ['repair', 'help'],
    }),
    stop('staying', 'table', 'table', ['Bữa sáng, nhà hàng', 'Breakfast and restaurant'], { kinds: ['restaurant', 'bar'] }),
    stop('staying', 'counter', 'visit', ['Ghé quầy', 'At the desk'], { kinds: ['visit', 'gym'], promises: ['help', 'search'] }),
    paying(),
    stop('leaving', 'check-out', 'out', ['Trả phòng', 'Check-out'], {
      kinds: ['check-out'],
      orders: [{ kind: 'stay', at: 'ends' }],
      promises: ['late-checkout'],
    }),
    complaint,
    stop('after', 'lost', 'search', ['Đồ để quên', 'Lost property'], { team: 'warehouse', kinds: ['lost-property'], promises: ['search'] }),
    thanks,
    letter,
  ],
  bookshop: [
    asking(['Gọi hỏi tìm sách', 'Calling about a book'], 'sales'),
    writing('sales'),
    stop('before', 'put-aside', 'tag', ['Giữ sách', 'Book put aside'], {
      team: 'sales',
      kinds: ['enquiry', 'put-aside'],
      promises: ['search'],
    }),
    stop('arriving', 'counter', 'visit', ['Bước vào tiệm', 'Coming in'], { team: 'sales', kinds: ['visit', 'collected'] }),
    stop('staying', 'advice', 'idea', ['Giới thiệu sách', 'A recommendation'], { team: 'sales', kinds: ['recommended'] }),
    stop('staying', 'reading', 'people', ['Buổi đọc, ra mắt sách', 'Reading or launch'], {
      team: 'marketing',
      kinds: ['reading'],
      promises: ['gathering'],
    }),
    stop('paying', 'purchase', 'bag', ['Mua ở tiệm', 'Buying in the shop'], { team: 'sales', orders: sale }),
    wrapping,
    complaint,
    delivery,
    returned,
    thanks,
    letter,
  ],
  cosmetics: [
    asking(['Gọi hỏi sản phẩm', 'Calling about a product'], 'sales'),
    writing('sales'),
    stop('arriving', 'counter', 'visit', ['Bước vào tiệm', 'Coming in'], { team: 'sales', kinds: ['visit'] }),
    stop('staying', 'consultation', 'idea', ['Tư vấn, soi da', 'Advice and skin check'], {
      team: 'sales',
      kinds: ['consultation', 'skin-check'],
    }),
    stop('staying', 'sample', 'leaf', ['Thử sản phẩm', 'Trying a product'], { team: 'sales', kinds: ['sample'] }),
    stop('paying', 'purchase', 'bag', ['Mua hàng', 'Buying'], { team: 'sales', orders: sale }),
    wrapping,
    complaint,
    delivery,
    stop('after', 'after-use', 'heart', ['Hỏi thăm sau khi dùng', 'Asking how it went'], {
      team: 'sales',
      kinds: ['asked-after-use', 'refill'],
      promises: ['help', 'callback'],
    }),
    returned,
    thanks,
    letter,
  ],
  restaurant: [
    asking(['Gọi đặt bàn', 'Calling for a table']),
    writing(),
    stop('before', 'booking', 'today', ['Đặt bàn', 'Table booking'], { kinds: ['table-booking'], promises: ['arrival'] }),
    stop('arriving', 'seating', 'table', ['Đón vào bàn', 'Being seated'], { kinds: ['seating', 'visit'], orders: served }),
    stop('staying', 'meal', 'recognise', ['Bữa ăn', 'The meal'], { kinds: ['kitchen-visit', 'bar'], promises: ['help'] }),
    stop('staying', 'party', 'people', ['Tiệc', 'A party'], { team: 'sales', kinds: ['party'], promises: ['gathering', 'quote'] }),
    stop('paying', 'purchase', 'card', ['Thanh toán', 'Paying'], { kinds: ['payment'], orders: sale }),
    stop('leaving', 'feedback', 'idea', ['Hỏi ý kiến sau bữa', 'Asking after the meal'], { kinds: ['feedback'] }),
    complaint,
    stop('after', 'takeaway', 'truck', ['Mang về, giao tận nơi', 'Takeaway and delivery'], {
      team: 'warehouse',
      kinds: ['takeaway', 'delivery'],
      promises: ['delivery'],
    }),
    thanks,
    letter,
  ],
  spa: [
    asking(['Gọi hỏi lịch', 'Calling for a time']),
    writing(),
    stop('before', 'appointment', 'today', ['Đặt lịch', 'Appointment'], {
      kinds: ['appointment', 'appointment-moved'],
      promises: ['arrival'],
    }),
    stop('arriving', 'welcome', 'visit', ['Đón và hỏi thăm', 'Welcome'], { kinds: ['welcome', 'visit'] }),
    stop('staying', 'treatment', 'leaf', ['Liệu trình', 'Treatment'], {
      team: 'warehouse',
      kinds: ['treatment'],
      orders: served,
      promises: ['help'],
    }),
    stop('paying', 'package', 'bag', ['Mua gói, mua sản phẩm', 'Buying a course or a product'], {
      kinds: ['package', 'payment'],
      orders: sale,
    }),
    complaint,
    stop('after', 'aftercare', 'heart', ['Hỏi thăm sau liệu trình', 'Asking how it went'], {
      kinds: ['aftercare'],
      promises: ['callback'],
    }),
    thanks,
    letter,
  ],
  distributor: [
    asking(['Gọi hỏi hàng', 'Calling about goods'], 'sales'),
    writing('sales'),
    stop('before', 'quote', 'note', ['Báo giá', 'Quote'], { team: 'sales', kinds: ['quote'], promises: ['quote', 'answer'] }),
    stop('arriving', 'order', 'bag', ['Nhận đơn', 'Order taken'], { team: 'sales', kinds: ['order-taken'], orders: sale }),
    stop('staying', 'visit', 'visit', ['Thăm điểm bán', 'A visit on site'], {
      team: 'sales',
      kinds: ['visit', 'shelf-check', 'training'],
      promises: ['help'],
    }),
    paying(['Thanh toán công nợ', 'Paying what is owed']),
    stop('leaving', 'handover', 'truck', ['Xuất kho, giao nhận', 'Leaving the store, handover'], {
      team: 'warehouse',
      kinds: ['left-warehouse', 'handover', 'delivery'],
      promises: ['delivery', 'arrival'],
    }),
    complaint,
    returned,
    thanks,
    letter,
  ],
}
