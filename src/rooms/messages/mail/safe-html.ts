import { createRequire } from 'node:module'
import type sanitizeHtml from 'sanitize-html'

/**
 * A page that somebody sent, with nothing in it that acts or fetches: no scripts, no forms, no styles that load, pictures only out of the
 * mail itself. It is shown in a sandboxed frame as well; either alone would do.
 */

const LARGEST = 500_000
const DEEPEST = 60

const SIZE = /^\d{1,4}(?:\.\d{1,2})?(?:px|em|rem|pt|%)$/
const COLOUR = /^(?:#[\da-f]{3,8}|[a-z]{3,20}|rgba?\(\s*\d{1,3}%?(?:\s*,\s*[\d.]{1,5}%?){2,3}\s*\))$/i

const options = (sanitize: typeof sanitizeHtml): sanitizeHtml.IOptions => ({
  allowedTags: [
    ...['p', 'div', 'span', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'code', 'address', 'center', 'font'],
    ...['b', 'strong', 'i', 'em', 'u', 's', 'strike', 'del', 'ins', 'sub', 'sup', 'small', 'big', 'mark', 'q', 'cite', 'abbr'],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption', 'a', 'img'],
  ],
  allowedAttributes: {
    a: ['href', 'title', 'rel', 'target'],
    img: ['src', 'alt', 'width', 'height'],
    td: ['colspan', 'rowspan', 'align', 'valign', 'width'],
    th: ['colspan', 'rowspan', 'align', 'valign', 'width'],
    table: ['width', 'align', 'cellpadding', 'cellspacing', 'border'],
    font: ['color', 'size'],
    '*': ['style', 'dir', 'lang'],
  },
  allowedStyles: {
    '*': {
      color: [COLOUR],
      'background-color': [COLOUR],
      'font-weight': [/^(?:bold|normal|[1-9]00)$/],
      'font-style': [/^(?:italic|normal)$/],
      'font-size': [SIZE],
      'text-align': [/^(?:left|right|center|justify)$/],
      'text-decoration': [/^(?:underline|line-through|none)$/],
      'line-height': [/^\d{1,2}(?:\.\d{1,2})?(?:px|em|%)?$/],
      width: [SIZE],
      'max-width': [SIZE],
    },
  },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid'] },
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'title',
    'head',
    'template',
    'svg',
    'math',
    'xmp',
    'iframe',
    'noembed',
    'noframes',
    'plaintext',
    'object',
  ],
  nestingLimit: DEEPEST,
  transformTags: { a: sanitize.simpleTransform('a', { rel: 'noopener noreferrer nofollow', target: '_blank' }) },
  // A picture from elsewhere tells its sender that the letter was read: it goes, whole.
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !/^cid:/i.test(attribs.src ?? ''),
})

/** Asked for with the first page: a house that gets no mail needs no memory for it. */
let made: { sanitize: typeof sanitizeHtml; options: sanitizeHtml.IOptions } | undefined
function sanitizer() {
  if (made) return made
  const sanitize: typeof sanitizeHtml = createRequire(import.meta.url)('sanitize-html')
  made = { sanitize, options: options(sanitize) }
  return made
}

/** A page of a mail, made harmless. */
export function safeHtml(raw: string): string {
  // Controls that browsers skip inside words are how "java\0script" gets past readers.
  const tidy = raw.slice(0, LARGEST).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g, '')
  const { sanitize, options } = sanitizer()
  return sanitize(tidy, options)
}
