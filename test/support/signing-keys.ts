// Keys that sign in tests: a P12 of nobody, quick to read and in force for a hundred years, and an Ed25519 key made anew.
import { generateKeyPairSync } from 'node:crypto'
import { ed25519Key } from '../../src/signing/bytes.ts'
import type { SigningKeys } from '../../src/signing/keys.ts'
import { readP12 } from '../../src/signing/p12.ts'

let made: SigningKeys | undefined

/** The same for every caller in one test file. */
export function testKeys(): SigningKeys {
  made ??= {
    ed25519: ed25519Key(generateKeyPairSync('ed25519').privateKey),
    paper: { ...readP12(ellipticP12, 'mật khẩu'), demonstration: true },
  }
  return made
}

/** Made by OpenSSL 3 with its usual ciphers: a key on P-256 with its own certificate, 2020 to 2120. */
export const ellipticP12 = Buffer.from(
  [
    'MIIEvAIBAzCCBHIGCSqGSIb3DQEHAaCCBGMEggRfMIIEWzCCAxIGCSqGSIb3DQEHBqCCAwMwggL/AgEAMIIC+AYJKoZIhvcNAQcBMFcGCSqGSI',
    'b3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAh/6aJErQRTYAICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEHOJWWnF5zqBnlB+ppQBKiaA',
    'ggKQ+a63SyAGzLTXTLoNQ0VN1XDv8Wz11ARvJE1Q61lsKbBoHqSEoeEpwtwMmkBnhzCqV7IMyKCRziulHxfD3bZGdCU0ZfJCQ4uHYXrsyxAcFR',
    'P+OLe8y/BoeSJvofHmsSkqgF3Sl6uwwGgDA9rRYFc7Po3ZW1L0lge8YByfhopCxD4qe+yNphQuw0ktidQcm8wsn8ZHzdJ5rXk3bvFJWAW1vMva',
    'tmkoKkSrs9A6/a4aGiGsGYy8o4YFJQPPYxokcX5fJJe1VcIoEG4cbGJjz4ZhARfqSjRpNNauEZ7sP+usnc/4JRTw60ro3jnr+As/lCZoVpny8U',
    '/YO4j8JQfI/UydxgjeLo0m420fvC9SHUJEZjZeyE71QUYEQxthDWa5cxqrzsP5XFsPzdYK6ersuLw9CU2+qHhHWf9imxwY3j9BZ+6zot/WsQVW',
    '/QAdVcX7Fj3yjAspNPfcfcFbOZ7GLaCWX9gjVBaEL6kCw/xBtyZIPKdoT8xhU/Gb8ZcnmSnDrXHDBhyceW1PqJI27i9ukK9vL7HkspQH1At68b',
    'rk0uQjDEuBJzuXow3B5qx5e/y6cLpwO5y+6rQU9GGggPGFnAlRJ0vIyKkCKMYSXwNrgm5KS37ni8DA3jBPh8fcThlLjY0GTp/USg2fgp+yLZQq',
    'pPkrnv2kRLpbGk6iYdfLJEZH4bNdQu5Ww/p8Bim0ptAEPLKXwY3rNMpSWUPOur4cjYi8YtUkZcA0vK55dX8dOMV/qzAPfcME40fCRFP3Ayo4LJ',
    'FrM78/2z7cnL9kdbhOqR0TODHXCItSNe+krnebFV4i3eg6njQ1gQkqDQSE43zGiX/Y11gBi+W51JYr/KwF5VjjbG5iF9QGnL1Pu71gbxPjvsUw',
    'ggFBBgkqhkiG9w0BBwGgggEyBIIBLjCCASowggEmBgsqhkiG9w0BDAoBAqCB7zCB7DBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQI5n',
    'jTY+AXgu0CAggAMAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAEqBBAWrCXiHwSgNsE2ncWhG0gKBIGQ5NCl8au4eBiN+uiPuha9vQlllrWidY8u',
    'Enrfjuy4F5nM6fWEfYINnzIeZ0BmFvjZOmrJwxsuQzgnnFRImMCcVmuLOLgwWYJcrM6HEMPKSbMslpvW64Zm7vV/X/YfDXJ/2SkmLlMJuW84fp',
    'x7/4AxgncoyR/EDCB4QJIInCjYgFv2FWtPoM9pIRI+vqCoOmvrMSUwIwYJKoZIhvcNAQkVMRYEFBGUAz6E9rUfYYpzihJtuyTKnThcMEEwMTAN',
    'BglghkgBZQMEAgEFAAQgqnWNdywBwI8y4dSoDZ5eyah9e6uxJq4p741ybH9FA+EECBFQ+MQKe/pbAgIIAA==',
  ].join(''),
  'base64',
)
