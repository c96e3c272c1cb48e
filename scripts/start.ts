/**
 * Start: build the app, serve it on this computer and open it in the default browser.
 *
 *   npm start [-- --no-open] [-- --port N]
 */

import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { serveFolder } from './serve/static-server'

/** The same port each time where it is free: a browser keeps saved models per address, port included. */
const FIRST_PORT = 4180
const PORT_COUNT = 9

const { values } = parseArgs({ options: { 'no-open': { type: 'boolean' }, port: { type: 'string' } } })

await build({ logLevel: 'warn' })
const ports = values.port ? [Number(values.port)] : Array.from({ length: PORT_COUNT }, (_, i) => FIRST_PORT + i)
const server = await serveFolder('dist', [...ports, 0])
console.log(`Flotsam is at ${server.address}  (Ctrl+C stops it; dist/index.html also opens from the disk)`)

/** A machine without a desktop has no opener; the address is printed anyway. */
function openInBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open']
  const opener = spawn(command!, [...args, address], { stdio: 'ignore', detached: true })
  opener.on('error', () => console.log('Open the address above in a browser.'))
  opener.unref()
}

if (!values['no-open'] && !process.env.CI) openInBrowser(server.address)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))
