// Where a webhook may go: never into the network behind the server, whatever a name resolves to at that moment.
import { lookup, type LookupAddress } from 'node:dns'
import { say, type Text } from '../domain/text.ts'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { invalidAt } from '../domain/errors.ts'

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')

// Of IPv6 only the global unicast range goes out, without the parts that wrap an IPv4 address or are documentation.
const outside6 = new BlockList()
outside6.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** Whether an address lies in a private, local, link-local or otherwise special network. */
export function isInside(address: string): boolean {
  if (isIP(address) === 4) return inside.check(address, 'ipv4')
  return !outside6.check(address, 'ipv6') || inside.check(address, 'ipv6')
}

/** The host of a URL without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/** A sentence on why a URL cannot be subscribed, or null. What its name resolves to is looked at when it is called. */
export function faultOfUrl(text: string, allowPrivate: boolean): Text | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url)
    return say(
      'Phải là địa chỉ đầy đủ, ví dụ https://may-chu.gov.vn/nhan.',
      'Must be a whole address, such as https://server.gov.vn/hook.',
    )
  const host = hostOf(url)
  const loopback = host === 'localhost' || host === '127.0.0.1' || host === '::1'
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback && allowPrivate))
    return say('Chỉ gửi đến địa chỉ https.', 'Only https addresses are sent to.')
  if (url.username !== '' || url.password !== '')
    return say(
      'Địa chỉ không được chứa tên đăng nhập hay mật khẩu.',
      'The address may not hold a user name or a password.',
    )
  if (!allowPrivate && (loopback || (isIP(host) !== 0 && isInside(host))))
    return say('Không gửi đến mạng nội bộ.', 'Nothing is sent into the internal network.')
  return null
}

/** Throws `invalid` at the field `url`. */
export function requireUrl(url: string, allowPrivate: boolean): void {
  const message = faultOfUrl(url, allowPrivate)
  if (message !== null) throw invalidAt('url', message)
}

/** The name lookup of a call: an answer that names any address inside is refused, so the connection cannot be turned there. */
export const lookupOutside: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error: Error | null, found: LookupAddress[]) => {
    if (error) return done(error, '', 0)
    const [first] = found
    const bad = found.find(({ address }) => isInside(address))
    if (bad || !first) return done(new Error(`${host} is inside: ${bad?.address ?? 'no address'}`), '', 0)
    return options.all ? done(null, found) : done(null, first.address, first.family)
  })
}
