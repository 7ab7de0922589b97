// A signed PDF: what our own verification and poppler's pdfsig say of it, whole and with any byte changed.
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readP12 } from '../../src/signing/p12.ts'
import { signPdf } from '../../src/signing/sign-pdf.ts'
import type { Trust } from '../../src/signing/verdict.ts'
import { verify } from '../../src/signing/verify.ts'
import { ellipticP12, testKeys } from '../support/signing-keys.ts'
import { at, freshKeys, smallPdf } from './fixture.ts'

const names = { signer: 'Sở Giáo dục và Đào tạo tỉnh Đắk Nông', issuer: 'Cơ quan chứng thực số Chính phủ (thử)' }
const keys = freshKeys(names)
const words = { name: names.signer, reason: 'Cấp Chứng nhận', location: 'Đắk Nông', at }
const [own, root] = keys.paper.certificates
const trust = { certificates: root ? [root] : [], keys: [], at }
const signed = signPdf(smallPdf(), keys.paper, words)
const said = (bytes: Uint8Array, trusted: Trust = trust) => verify('pdf', bytes, trusted)

function tool(name: string, bytes: Uint8Array, ...options: string[]): string | null {
  const file = join(mkdtempSync(join(tmpdir(), 'kiemdinh-pdf-')), 'x.pdf')
  writeFileSync(file, bytes)
  const ran = spawnSync(name, [...options, file], { encoding: 'utf8' })
  return ran.error ? null : ran.stdout
}
const has = (name: string): boolean => !spawnSync(name, ['-v']).error

describe('a signed PDF', () => {
  it('is valid, and names its signer with every diacritic and the time', async () => {
    expect(await said(signed)).toEqual({ valid: true, signer: names.signer, when: at, reasons: [] })
  })

  it('is found out when any byte of it is changed, cut or added', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bent = Uint8Array.from(signed)
        bent[place] = (bent[place] ?? 0) ^ change
        // In the padding behind the signature a digit may change its case and mean the same.
        fc.pre(String.fromCharCode(bent[place]).toLowerCase() !== String.fromCharCode(signed[place] ?? 0).toLowerCase())
        expect((await said(bent)).valid).toBe(false)
      }),
    )
    expect((await said(signed.subarray(0, -1))).valid).toBe(false)
    expect((await said(Buffer.concat([signed, Buffer.from('\n%%EOF\n')]))).reasons[0]?.vi).toContain('sau khi ký')
  })

  it('is not taken for valid when nobody trusted issued the certificate, or it was over', async () => {
    const stranger = testKeys().paper.certificates
    expect((await said(signed, { ...trust, certificates: stranger })).reasons[0]?.vi).toContain('tin cậy')
    const late = signPdf(smallPdf(), keys.paper, { ...words, at: '2040-01-01T00:00:00.000Z' })
    expect((await said(late)).reasons[0]?.vi).toContain('hiệu lực lúc ký')
    expect((await said(signed, { ...trust, certificates: own ? [own] : [] })).valid).toBe(true)
  })

  it('says so when it bears no signature, a damaged one, or one of another key', async () => {
    expect((await said(smallPdf())).reasons[0]?.vi).toBe('Tệp không có chữ ký số.')
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    const forged = signPdf(smallPdf(), { ...keys.paper, privateKey: other }, words)
    expect((await said(forged)).reasons[0]?.vi).toContain('không phải của chứng thư')
    const text = signed.toString('latin1').replace(/\/Contents <.{40}/, (found) => found.replaceAll(/[0-9a-f]/g, '7'))
    expect((await said(Buffer.from(text, 'latin1'))).reasons[0]?.vi).toContain('bị hỏng')
  })

  it('keeps every byte it had before, and is the same for the same key and time', () => {
    const plain = Buffer.from(smallPdf())
    expect(signed.subarray(0, plain.length).equals(plain)).toBe(true)
    expect(signPdf(smallPdf(), keys.paper, words).equals(signed)).toBe(true)
    expect(() => signPdf(signed, keys.paper, words)).toThrow()
  })

  it('bears it on a page that has links already', async () => {
    const linked = signPdf(smallPdf('= Chứng nhận\n#link("https://mau.test")[Tra cứu]'), keys.paper, words)
    expect((await said(linked)).valid).toBe(true)
  })

  it('may be signed with a key on an elliptic curve', async () => {
    const { privateKey, certificates } = readP12(ellipticP12, 'mật khẩu')
    const paper = { privateKey, certificates, demonstration: false }
    const file = signPdf(smallPdf(), paper, words)
    const answer = await said(file, { certificates, keys: [], at })
    expect([answer.valid, answer.signer]).toEqual([true, 'Sở Giáo dục và Đào tạo tỉnh Mẫu'])
  })

  it.runIf(has('pdfsig'))('is valid to pdfsig, and a changed byte is not', () => {
    const report = tool('pdfsig', signed) ?? ''
    expect(report).toContain('Signature is Valid')
    expect(report).toContain('Total document signed')
    expect(report).toContain('ETSI.CAdES.detached')
    expect(report).toContain(names.signer)
    const bent = Buffer.from(signed)
    bent[200] = (bent[200] ?? 0) ^ 1
    expect(tool('pdfsig', bent)).not.toContain('Signature is Valid')
  })

  it.runIf(has('qpdf'))('is without fault to qpdf, and still tells what it conforms to', () => {
    expect(tool('qpdf', signed, '--check')).toContain('No syntax or stream encoding errors')
    expect(signed.toString('latin1')).toContain('<pdfaid:part>2</pdfaid:part>')
  })
})

describe('the key store', () => {
  it('refuses a wrong password and a file that is none, without a word of what is in them', () => {
    expect(() => readP12(ellipticP12, 'khác')).toThrow('Mật khẩu của tệp P12 không đúng.')
    expect(() => readP12(Buffer.from('không phải'), '')).toThrow('Tệp không phải là P12 đọc được.')
  })

  it('prints no key, however it is printed', () => {
    expect(JSON.stringify(keys)).not.toContain('PRIVATE')
    expect(JSON.stringify(keys.ed25519.privateKey)).toBe('{}')
  })
})
