import { describe, expect, test } from 'vitest'
import type { Contact } from './customer.ts'
import { contactsFor, maskContact, maskPaying } from './mask-rules.ts'

const contact = (kind: Contact['kind'], value: string, shown = value): Contact => ({ kind, value, shown, isVerified: true })

describe('a veiled detail', () => {
  test.each([
    ['phone', '+84570000101', '0570 000 101', '0570 •••• 01'],
    ['phone', '+842353822123', '0235 3822 123', '0235 •••• 23'],
    ['phone', '+447700900123', '+44 7700 900123', '+44 •••• 23'],
    ['phone', '113', '113', '••••'],
    ['mail', 'thanhhoa@thu.example', 'thanhhoa@thu.example', 't•••@t•••'],
    ['zalo', 'thanhhoa.101', 'thanhhoa.101', 't•••'],
    ['zalo', '0570000101', '0570000101', '0570 •••• 01'],
    ['tax', '0001234567', '0001234567', '0001 •••• 67'],
    ['card', '4417', '•••• 4417', '••••'],
  ] as const)('%s %s is shown as %s and no more', (kind, value, shown, veiled) => {
    expect(maskContact({ ...contact(kind, value, shown), old: '+841231234567' })).toEqual({
      kind,
      value: veiled,
      shown: veiled,
      isVerified: true,
      isMasked: true,
    })
  })

  test('a way of paying stays, brand and digits go and are said to be there', () => {
    expect(maskPaying({ by: 'card', brand: 'Visa', lastFour: '4417' })).toEqual({ by: 'card', brand: null, lastFour: null, isMasked: true })
    expect(maskPaying({ by: 'cash', brand: null, lastFour: null })).toEqual({ by: 'cash', brand: null, lastFour: null })
  })
})

test('numbers are veiled by one right and cards by another', () => {
  const both = [contact('phone', '+84570000101', '0570 000 101'), contact('card', '4417', '•••• 4417'), contact('source', 'cũ:12')]
  const shown = (role: 'reception' | 'warehouse' | 'marketing') => contactsFor(both, { role }).map((one) => one.shown)
  expect(shown('reception')).toEqual(['0570 000 101', '•••• 4417', 'cũ:12'])
  expect(shown('warehouse')).toEqual(['0570 000 101', '••••', 'cũ:12'])
  expect(shown('marketing')).toEqual(['0570 •••• 01', '••••', 'cũ:12'])
  expect(contactsFor(both, { role: 'owner', scopes: ['customers.read'] }).map((one) => one.shown)).toEqual([
    '0570 •••• 01',
    '••••',
    'cũ:12',
  ])
})
