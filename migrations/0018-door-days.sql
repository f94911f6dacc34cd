-- The words by which every house begins to ask, in both languages, written and spoken; days at a door of the sample go with it.
-- safe while running: yes

alter table signup_door_day add column is_sample boolean not null default false;

-- Read on a page or card, or read out by somebody of the house.
alter table wording add column manner text not null default 'written' check (manner in ('written', 'spoken'));

insert into wording (wording_id, language, manner, words, promises, hash, made_at, is_current)
select id::uuid, language, manner, words, '{"content": "{topics}", "method": "{channel}", "form": "letter", "monthly": null}',
  encode(sha256(convert_to(language || E'\n' || words, 'UTF8')), 'hex'), '2026-11-01T00:00:00Z', true
from (values
  ('0193a000-0000-7000-8000-000000000001', 'vi', 'written', 'Tôi đồng ý nhận tin của {house} về {topics}, qua {channel}, nhiều nhất {monthly} tin mỗi tháng. {house} chỉ dùng tên và liên lạc này để gửi những tin ấy. Tôi có thể bớt, tạm dừng hoặc thôi nhận bất cứ lúc nào bằng một lần chạm; tôi có quyền xem, sửa và xoá dữ liệu của mình.'),
  ('0193a000-0000-7000-8000-000000000002', 'en', 'written', 'I agree to hear from {house} about {topics}, by {channel}, at most {monthly} times a month. {house} uses this name and contact for that alone. I may ask for less, pause or leave at any time with one tap, and I may see, correct and erase my data.'),
  ('0193a000-0000-7000-8000-000000000003', 'vi', 'spoken', 'Dạ, {house} xin phép gửi tin về {topics} qua {channel}, nhiều nhất {monthly} tin mỗi tháng. Lúc nào không muốn nữa chỉ cần nói một tiếng là dừng ngay. Như vậy có được không ạ?'),
  ('0193a000-0000-7000-8000-000000000004', 'en', 'spoken', 'May {house} write to you about {topics}, by {channel}, at most {monthly} times a month? Say the word at any time and it stops at once. Would that be all right?')
) as begun (id, language, manner, words);
