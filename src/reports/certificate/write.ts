// The certificate as PDF, not signed yet.
import { writePage } from '../render/writer.ts'
import { buildCertificate, type CertificateInput } from './build.ts'
import { designFile, ownDesign } from './design.ts'

/** PDF/A-2a of one landscape page, by the department's own design where its folder of templates has one. */
export async function writeCertificate(input: CertificateInput, templatesDir?: string): Promise<Uint8Array> {
  return (await writePage(designFile, await buildCertificate(input), ownDesign(templatesDir))).bytes
}
