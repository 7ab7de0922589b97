// Which passwords are refused, and that length alone is enough for the rest.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passwordFaults, passwordLength } from './password.ts'

const owner = { name: 'Nguyễn Thị Mai', email: 'mai.nguyen@truong.edu.vn' }
const faults = (password: string) => passwordFaults(password, owner).map(({ vi }) => vi)

describe('a password', () => {
  it.each([
    ['ngắn-9-ký', 'Mật khẩu phải dài ít nhất 10 ký tự.'],
    ['matkhau123', 'Mật khẩu này quá dễ đoán.'],
    ['Mật khẩu 2026', 'Mật khẩu này quá dễ đoán.'],
    ['aaaaaaaaaaaa', 'Mật khẩu này quá dễ đoán.'],
    ['1212121212', 'Mật khẩu này quá dễ đoán.'],
    ['nguyen thi mai', 'Mật khẩu không được là tên hay email của mình.'],
    ['NguyenThiMai1985', 'Mật khẩu không được là tên hay email của mình.'],
    ['mai.nguyen@truong.edu.vn', 'Mật khẩu không được là tên hay email của mình.'],
  ])('%s is refused', (password, sentence) => {
    expect(faults(password)).toEqual([sentence])
  })

  it('of four words is fine, whatever characters it has', () => {
    expect(faults('con mèo ngủ trên mái')).toEqual([])
  })

  it('is judged without failing, whatever it is, and never accepted when short', () => {
    const any = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(any, (password) => {
        const length = [...password].length
        if (length < passwordLength.least || length > passwordLength.most) expect(faults(password)).toHaveLength(1)
        else expect(faults(password).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: process.env['FULL'] === '1' ? 100 : 30 },
    )
  })
})
