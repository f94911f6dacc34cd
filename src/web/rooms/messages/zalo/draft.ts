import type { getZalo, saveZalo } from '#rooms/messages/zalo/contract.ts'
import type { Answer, Input } from '../../../shell/api.ts'

export type ZaloSettings = Answer<typeof getZalo>
type Template = NonNullable<ZaloSettings['account']>['templates'][number]
export type Purpose = Template['purpose']
export type Field = Template['fields'][number]

export const purposes: readonly Purpose[] = ['service', 'slip', 'relationship', 'survey']

/** What stands in the form; a purpose whose template has no number has none. */
export type Draft = {
  isOn: boolean
  appId: string
  appSecret: string
  oaSecret: string
  refreshToken: string
  templates: Record<Purpose, { id: string; fields: Field[] }>
}

export function draftOf({ account }: ZaloSettings): Draft {
  const of = (purpose: Purpose) => {
    const found = account?.templates.find((template) => template.purpose === purpose)
    return { id: found?.id ?? '', fields: found?.fields ?? [] }
  }
  return {
    isOn: account !== null,
    appId: account?.appId ?? '',
    appSecret: '',
    oaSecret: '',
    refreshToken: '',
    templates: { service: of('service'), slip: of('slip'), relationship: of('relationship'), survey: of('survey') },
  }
}

/** The purposes that have a template, in the order in which they are sent. */
export const withTemplate = ({ templates }: Draft): Purpose[] => purposes.filter((purpose) => templates[purpose].id.trim() !== '')

export function settingsOf(draft: Draft, version: number): Input<typeof saveZalo>['body'] {
  if (!draft.isOn) return { version, account: null }
  return {
    version,
    account: {
      appId: draft.appId,
      // An empty field leaves the key that is kept as it is.
      appSecret: draft.appSecret || undefined,
      oaSecret: draft.oaSecret || undefined,
      refreshToken: draft.refreshToken || undefined,
      templates: withTemplate(draft).map((purpose) => ({
        purpose,
        id: draft.templates[purpose].id,
        fields: draft.templates[purpose].fields.filter(({ name }) => name.trim() !== ''),
      })),
    },
  }
}
