// What a password must be: long, not about its owner, none that everybody tries first. No rule about kinds of characters.
import { say, type Text } from './text.ts'

export const passwordLength = { least: 10, most: 200 }

/** Whole passwords and beginnings of them that are tried first, in small letters and without diacritics. */
const common = [
  'password',
  'matkhau',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1q2w3e4r',
  'q1w2e3r4',
  '123456789',
  '1234567890',
  '987654321',
  '0123456789',
  'abcdefghij',
  'abc123',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'yeuanh',
  'vietnam',
  'xinchao',
  'hocsinh',
  'giaovien',
  'hieutruong',
  'truonghoc',
  'kiemdinh',
  'administrator',
  'admin',
  'welcome',
  'letmein',
  'sogddt',
  'khongbiet',
  'motconvit',
]

/** Why this password may not be used; empty when it may. Lengths count characters. */
export function passwordFaults(password: string, owner: { name: string; email: string }): Text[] {
  const length = [...password].length
  if (length < passwordLength.least)
    return [say(`Mật khẩu phải dài ít nhất ${passwordLength.least} ký tự.`, 'The password is too short.')]
  if (length > passwordLength.most)
    return [say(`Mật khẩu dài quá ${passwordLength.most} ký tự.`, 'The password is too long.')]
  const plain = plainOf(password)
  if (isCommon(plain)) return [say('Mật khẩu này quá dễ đoán.', 'This password is too easy to guess.')]
  if (isOwn(plain, owner))
    return [
      say('Mật khẩu không được là tên hay email của mình.', 'The password may not be your own name or e-mail address.'),
    ]
  return []
}

/** Small letters and digits, no diacritics. */
function plainOf(text: string): string {
  const bare = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
  return bare.replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** A known one with some figures behind it, or the same few characters over and over. */
function isCommon(plain: string): boolean {
  const letters = plain.replace(/\d{1,8}$/, '')
  return common.includes(plain) || common.includes(letters) || new Set(plain).size <= 3
}

function isOwn(plain: string, { name, email }: { name: string; email: string }): boolean {
  const own = [name, email, email.split('@')[0] ?? ''].map(plainOf)
  return own.some((word) => word.length >= 4 && (plain === word || plain.replaceAll(/\d/g, '') === word))
}
