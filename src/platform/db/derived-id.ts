/**
 * An expression that makes an id of 32 hexadecimal digits (an `md5(…)`): the same of the same, in the layout of UUID version 8
 * (RFC 9562 §5.8), which every reader of ids accepts. `hash` is SQL and is written three times, so name a column where it is long.
 */
export const derivedId = (hash: string): string => `(substr(${hash}, 1, 12) || '8' || substr(${hash}, 14, 3)
  || translate(substr(${hash}, 17, 1), '0123456789abcdef', '89ab89ab89ab89ab') || substr(${hash}, 18, 15))::uuid`
