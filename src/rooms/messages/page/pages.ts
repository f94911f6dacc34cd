import { archivePage } from './archive-page.ts'
import type { PublicPage } from './asked.ts'
import { dataPages } from './data-pages.ts'
import { doorPages } from './door-pages.ts'
import type { SendService } from './notices.ts'
import { ownPages } from './own-pages.ts'

/** Every page for people outside the house; `send` carries what has to reach them. */
export const publicPages = (send: SendService): PublicPage[] => [...ownPages(send), ...dataPages(send), ...doorPages(send), archivePage]
