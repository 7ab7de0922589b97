// The settings of mail and sign-on: what is right is read, what is wrong stops the start with its name.
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('settings', () => {
  it('have sensible values where nothing is set: no mail server, no sign-on, no proxy', () => {
    expect(readConfig({})).toMatchObject({
      smtpUrl: undefined,
      mailFrom: 'kiemdinh@127.0.0.1',
      secretKey: undefined,
      oidc: null,
      behindProxy: false,
    })
  })

  it('are read from the environment; an empty one is not set', () => {
    const env = {
      PUBLIC_URL: 'https://kiemdinh.so.gov.vn/',
      SMTP_URL: 'smtps://ten:mat-khau@thu.so.gov.vn:465',
      OIDC_ISSUER: 'https://sso.tinh.gov.vn',
      OIDC_CLIENT_ID: 'kiemdinh',
      OIDC_CLIENT_SECRET: '',
      BEHIND_PROXY: '1',
    }
    expect(readConfig(env)).toMatchObject({
      publicUrl: 'https://kiemdinh.so.gov.vn',
      mailFrom: 'kiemdinh@kiemdinh.so.gov.vn',
      smtpUrl: env.SMTP_URL,
      oidc: { issuer: env.OIDC_ISSUER, clientId: 'kiemdinh', clientSecret: undefined },
      behindProxy: true,
    })
  })

  it.each([
    [{ SMTP_URL: 'thu.so.gov.vn' }, 'SMTP_URL phải có dạng smtp://'],
    [{ SECRET_KEY: 'ngắn' }, 'SECRET_KEY phải dài ít nhất 32 ký tự'],
    [{ OIDC_ISSUER: 'https://sso.tinh.gov.vn' }, 'OIDC_CLIENT_ID phải có'],
    [{ OIDC_CLIENT_ID: 'kiemdinh' }, 'OIDC_ISSUER phải có'],
    [{ OIDC_ISSUER: 'ftp://sso', OIDC_CLIENT_ID: 'x' }, 'OIDC_ISSUER phải là địa chỉ đầy đủ'],
    [{ BEHIND_PROXY: 'yes' }, 'BEHIND_PROXY phải là 0 hoặc 1'],
  ])('%j stops the start', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence)
  })
})
