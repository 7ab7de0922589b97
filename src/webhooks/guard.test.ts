// A webhook never reaches the network behind the server, however its address is written.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultOfUrl, isInside, lookupOutside } from './guard.ts'
import { signatureOf } from './send.ts'

describe('where a webhook may go', () => {
  it.each([
    'https://127.0.0.1/x',
    'https://localhost/x',
    'https://[::1]/x',
    'https://10.1.2.3/',
    'https://172.31.255.255/',
    'https://192.168.0.1:8443/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[2002:a00:1::]/',
    'https://[2001:db8::1]/',
    'https://224.0.0.1/',
  ])('refuses %s: it lies inside', (url) => {
    expect(faultOfUrl(url, false)?.vi).toBe('Không gửi đến mạng nội bộ.')
  })

  it.each([
    'http://example.vn/',
    'ftp://example.vn/',
    'không phải địa chỉ',
    'https://a:b@example.vn/',
    'http://127.0.0.1/',
  ])('refuses %s', (url) => expect(faultOfUrl(url, false)).not.toBeNull())

  it.each(['https://example.vn/nhan?x=1', 'https://8.8.8.8/', 'https://[2606:4700::1111]/'])('lets %s pass', (url) => {
    expect(faultOfUrl(url, false)).toBeNull()
  })

  it('looks at what a name resolves to at the moment of the call', async () => {
    const error = await new Promise((resolve) => lookupOutside('localhost', { all: true }, resolve))
    expect(String(error)).toContain('localhost is inside')
  })

  it('knows every address of the private networks', () => {
    const octet = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(octet, octet, octet, (a, b, c) => {
        expect(isInside(`10.${a}.${b}.${c}`)).toBe(true)
        expect(isInside(`192.168.${a}.${b}`)).toBe(true)
        expect(isInside(`172.${16 + (a % 16)}.${b}.${c}`)).toBe(true)
        expect(isInside(`127.${a}.${b}.${c}`)).toBe(true)
      }),
    )
  })
})

describe('a signature', () => {
  it('covers the body and the second it was sent', () => {
    const message = { secret: 'whs_secret', body: '{"id":"a#1"}', at: '2026-10-05T02:00:00.000Z' }
    expect(signatureOf(message)).toBe(
      't=1791165600,v1=0551e9c0bb92418d51e4d3b1d406285731483fe3c6e3a1cbdad971646b31d0c8',
    )
    expect(signatureOf({ ...message, body: '{"id":"a#2"}' })).not.toBe(signatureOf(message))
    expect(signatureOf({ ...message, at: '2026-10-05T02:00:01.000Z' })).not.toBe(signatureOf(message))
  })
})
