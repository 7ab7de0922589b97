// A case package proves itself: offline, to the byte, and says why the award is what it is.
import { writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { chain, chainStart, type Entry } from '../../src/engine/entry.ts'
import { canonicalJson, canonicalLine } from '../../src/package/canonical.ts'
import { entryOf } from '../../src/package/entries.ts'
import { names, type HistoryLine } from '../../src/package/format.ts'
import { UnreadablePackage } from '../../src/package/read.ts'
import { verifyPackage } from '../../src/package/verify.ts'
import { sealed } from '../../src/package/write.ts'
import { readLibrary } from '../../src/store/library.ts'
import {
  bytesOf,
  contentsOf,
  folder,
  keepFolder,
  grantedCase,
  key,
  writePackage,
  writeZip,
  zipOf,
  type PackedCase,
} from './packed.ts'

/** Of a case of 2018 that was granted both awards. */
const everyPaper = [
  'bang-danh-muc-ma-minh-chung',
  'bao-cao-danh-gia-ngoai',
  'bao-cao-ket-qua-khao-sat-chinh-thuc',
  'bao-cao-ket-qua-nghien-cuu-ho-so',
  'bao-cao-so-bo-cua-thanh-vien',
  'bao-cao-tu-danh-gia',
  'bien-ban-khao-sat-chinh-thuc',
  'bien-ban-khao-sat-so-bo',
  'cong-van-dang-ky-danh-gia-ngoai',
  'cong-van-phan-hoi-cua-truong',
  'ke-hoach-lam-viec-cua-doan',
  'ke-hoach-tu-danh-gia',
  'phieu-danh-gia-tieu-chi',
  'phieu-xac-dinh-noi-ham',
  'quyet-dinh-cap-chung-nhan',
  'quyet-dinh-cong-nhan-dat-chuan-quoc-gia',
  'quyet-dinh-thanh-lap-doan-danh-gia-ngoai',
  'quyet-dinh-thanh-lap-hoi-dong-tu-danh-gia',
  'yeu-cau-hoan-thien-ho-so',
]
const library = readLibrary()
const verify = (path: string, trusted: string | null = null) => verifyPackage(path, library, trusted)
keepFolder()

let made: PackedCase
let path: string
let contents: Map<string, Buffer>

beforeAll(async () => {
  made = await grantedCase()
  path = await writePackage(made, 'goi.zip')
  contents = await contentsOf(path)
})

describe('a package of a decided case', () => {
  it('is valid, signed, and tells the award with its reasons', async () => {
    const verdict = await verify(path, key.id)
    expect(verdict.findings).toEqual([])
    expect(verdict.signature).toEqual({ state: 'valid', keyId: key.id })
    expect(verdict.result?.submission).toMatch(/^decision-/)
    const why = verdict.result?.why.join('\n') ?? ''
    expect(why).toMatch(/Kiểm định chất lượng giáo dục: cấp 2, số .+, theo quyết định 41\/QĐ, còn hiệu lực/)
    expect(why).toContain('Chấm lại từ phiếu của đoàn đánh giá ngoài')
    expect(why).toMatch(/: đạt\./)
  })

  it('says that the key inside is only self-declared, and refuses another key', async () => {
    expect((await verify(path)).signature.state).toBe('self-declared')
    const other = await verify(path, `z6Mk${'1'.repeat(44)}`)
    expect(other.valid).toBe(false)
    expect(other.findings.map(({ file }) => file)).toEqual([names.signature])
  })

  it('gives the same bytes when it is packed again', async () => {
    const again = await writePackage(made, 'goi-2.zip')
    expect((await bytesOf(again)).equals(await bytesOf(path))).toBe(true)
  })

  it('holds evidence in folders by criterion, each content once', () => {
    const evidence = [...contents.keys()].filter((name) => name.startsWith('evidence/'))
    expect(evidence).toEqual([
      'evidence/1.1/H1-1.1-01.pdf',
      'evidence/1.1/H1-1.1-02.ban-1.pdf',
      'evidence/1.1/H1-1.1-02.pdf',
      'evidence/1.2/H1-1.2-01.pdf',
    ])
  })

  it('holds every paper that the case has come to', () => {
    const papers = [...contents.keys()].flatMap((name) => /^reports\/(.+)\.html$/.exec(name)?.[1] ?? [])
    expect(papers).toEqual(everyPaper)
  })

  it('links every cited code of its reports to a file that is there', () => {
    const pages = [...contents].filter(([name]) => name.startsWith('reports/') && name.endsWith('.html'))
    const links = pages.flatMap(([, page]) =>
      [...page.toString().matchAll(/href="\.\.\/([^"]+)"/g)].map(([, to]) => to),
    )
    expect(new Set(links)).toContain('evidence/1.1/H1-1.1-01.pdf')
    for (const link of links) expect(contents.has(link ?? '')).toBe(true)
  })

  it('links from PDF and Word document too, by paths that lead out of their folder', async () => {
    const files = await contentsOf(await writePackage(made, 'moi-dang.zip', { formats: ['docx', 'pdf'] }))
    for (const paper of everyPaper)
      for (const format of ['docx', 'pdf']) expect([...files.keys()]).toContain(`reports/${paper}.${format}`)
    for (const paper of ['bao-cao-tu-danh-gia', 'bang-danh-muc-ma-minh-chung'])
      expect(files.get(`reports/${paper}.pdf`)?.toString('latin1')).toMatch(
        /\/URI ?\(\.\.\/evidence\/1\.1\/H1-1\.1-01\.pdf\)/,
      )
  })

  it('holds no account, no address and no secret', () => {
    const text = contents.get(names.case)?.toString() ?? ''
    for (const trace of ['password', 'email', '@', 'token', 'totp']) expect(text).not.toContain(trace)
  })

  it('unsigned says so', async () => {
    const verdict = await verify(await writePackage(made, 'khong-ky.zip', { key: null }))
    expect([verdict.valid, verdict.signature.state]).toEqual([true, 'none'])
    const asked = await verify(await writePackage(made, 'khong-ky.zip', { key: null }), key.id)
    expect(asked.findings.map(({ file }) => file)).toEqual([names.signature])
  })
})

describe('whatever is changed is found', () => {
  const byteOf = (name: string, at: number, bit: number) => {
    const changed = new Map(contents)
    const bytes = Buffer.from(contents.get(name) ?? Buffer.alloc(0))
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
    return changed.set(name, bytes)
  }

  it('any bit of any file, signed or not, and the file is named', async () => {
    const bare = await contentsOf(await writePackage(made, 'khong-ky.zip', { key: null }))
    const place = fc
      .constantFrom(...contents.keys())
      .chain((name) => fc.tuple(fc.constant(name), fc.nat((contents.get(name)?.length ?? 1) - 1), fc.nat(7)))
    await fc.assert(
      fc.asyncProperty(place, fc.boolean(), async ([name, at, bit], signed) => {
        const changed = byteOf(name, at, bit)
        if (!signed && name !== names.manifest && name !== names.signature)
          for (const file of [names.manifest, names.signature])
            if (bare.has(file)) changed.set(file, bare.get(file) ?? Buffer.alloc(0))
            else changed.delete(file)
        const { valid, findings } = await verify(await zipOf(changed, 'sua.zip'))
        expect(valid).toBe(false)
        const named = findings.map(({ file }) => file)
        // A changed manifest is no longer what was signed.
        expect(named.some((file) => file === name || (name === names.manifest && file === names.signature))).toBe(true)
      }),
      { numRuns: process.env['FULL'] ? 400 : 30 },
    )
  })

  it('in the history the process and the row are named', async () => {
    const lines = String(contents.get(names.history)).split('\n')
    const at = lines.findIndex((line) => line.includes('approvePlan'))
    const { process, seq } = JSON.parse(lines[at] ?? '') as HistoryLine
    lines[at] = (lines[at] ?? '').replace('30/KH-THPT', '31/KH-THPT')
    const changed = new Map(contents).set(names.history, Buffer.from(lines.join('\n')))
    const { findings } = await verify(await zipOf(changed, 'sua.zip'))
    expect(findings).toContainEqual(expect.objectContaining({ file: names.history, process, row: seq }))
  })

  it('a file added and a file taken away', async () => {
    const more = new Map(contents).set('evidence/1.1/them.pdf', Buffer.from('x'))
    more.delete('evidence/1.2/H1-1.2-01.pdf')
    const { findings } = await verify(await zipOf(more, 'sua.zip'))
    expect(findings.map(({ file }) => file)).toEqual(['evidence/1.1/them.pdf', 'evidence/1.2/H1-1.2-01.pdf'])
  })

  /** Seals changed contents anew with a key of one's own, as a forger would. */
  const forged = (changed: ReadonlyMap<string, Buffer>) => {
    const files = [...changed].filter(([name]) => name !== names.manifest && name !== names.signature)
    const entries = sealed(
      made.cycle,
      files.map(([name, bytes]) => entryOf(name, bytes)),
      key,
    )
    return writeZip(entries, 'gia.zip')
  }

  it('a higher grade in the register of awards, though sealed anew', async () => {
    const file = JSON.parse(String(contents.get(names.case))) as { awards: { grade: number }[] }
    for (const award of file.awards) award.grade = 4
    const { findings } = await verify(await forged(new Map(contents).set(names.case, Buffer.from(canonicalJson(file)))))
    expect(findings.map(({ file: name, message }) => [name, message])).toContainEqual([
      names.case,
      expect.stringContaining('lịch sử không có việc cấp'),
    ])
  })

  it('a sheet that says something else than its history, though chained and sealed anew', async () => {
    const lines = String(contents.get(names.history))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as HistoryLine)
    const sheet = lines.find(
      ({ process, entry }) => process.includes('/team/1.1') && entry.includes('"saveSheet"'),
    )?.process
    let head = chainStart
    for (const line of lines.filter(({ process }) => process === sheet)) {
      const entry = JSON.parse(line.entry) as Entry
      const payload =
        entry.event === 'saveSheet' ? { ...(entry.payload as object), ratings: { '1.1': 1 } } : entry.payload
      Object.assign(line, (({ text, hash }) => ({ entry: text, hash }))(chain({ ...entry, payload }, head)))
      head = line.hash
    }
    const changed = new Map(contents).set(
      names.history,
      Buffer.from(lines.map((line) => `${canonicalLine(line)}\n`).join('')),
    )
    const { findings } = await verify(await forged(changed))
    const said = findings.map(({ message }) => message).join('\n')
    expect(said).toContain('không phải nội dung được lưu lần cuối')
    expect(said).toContain('không phải kết quả đã lưu trong lịch sử')
  })

  it('a workflow that this program does not know is told, and its history is not taken on trust', async () => {
    const name = 'rules/workflows/certification.vn-2018.json'
    const workflow = JSON.parse(String(contents.get(name))) as { definition: string }
    workflow.definition = '0'.repeat(64)
    const { findings } = await verify(await forged(new Map(contents).set(name, Buffer.from(canonicalJson(workflow)))))
    expect(findings).toEqual([{ file: name, message: expect.stringContaining('không dựng lại được lịch sử') }])
  })

  it('any bit of the ZIP itself: a verdict or a sentence, never another error, and never other contents', async () => {
    const whole = await bytesOf(path)
    const tail = whole.length - 6000
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.nat(whole.length - 1), fc.integer({ min: tail, max: whole.length - 1 })),
        fc.nat(7),
        async (at, bit) => {
          const bytes = Buffer.from(whole)
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
          const file = `${folder}/bit.zip`
          await writeFile(file, bytes)
          const verdict = await verify(file).catch((error: unknown) => error)
          if (verdict instanceof UnreadablePackage) return
          expect(verdict).not.toBeInstanceOf(Error)
          if (!(verdict as { valid: boolean }).valid) return
          const now = await contentsOf(file)
          expect([...now.keys()]).toEqual([...contents.keys()])
          for (const [name, bytes] of now) expect(bytes.equals(contents.get(name) ?? Buffer.alloc(0)), name).toBe(true)
        },
      ),
      { numRuns: process.env['FULL'] ? 400 : 20 },
    )
  })
})
