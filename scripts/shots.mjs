// The short way to scripts/shots.ts: node scripts/shots.mjs --file PATH --screens clusters --theme dark --size 1440x900 --out /tmp/shots
process.argv.splice(2, 0, 'scripts/shots.ts')
await import('./run.mjs')
