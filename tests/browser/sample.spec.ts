import { expect, test } from './support/app'

/** Says that it has 130 GB, and is made of one block of 3 MB again and again: no page has room for its flows. */
const FILE = { blockRows: 40_000, blocks: 50_000 }

test('a file whose flows would not fit is refused with the arithmetic, and a sample of it is read if asked for', async ({
  app,
}) => {
  await app.evaluate(({ blockRows, blocks }) => {
    const row = (at: number): string =>
      `2026-03-04 10:00:${at % 60},10.0.0.${at % 200},10.0.1.${at % 9},443,tcp,ssl,${(at * 7919) % 5000},${(at * 104_729) % 90_000},SF\n`
    const block = new Blob([Array.from({ length: blockRows }, (_, at) => row(at)).join('')])
    const header = 'start,source,destination,port,protocol,service,bytes_sent,bytes_returned,state\n'
    const given = new DataTransfer()
    given.items.add(new File([header, ...Array.from({ length: blocks }, () => block)], 'month.csv'))
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!
    input.files = given.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }, FILE)
  await expect(app.getByRole('alert')).toContainText(
    /month\.csv would take about [\d.]+ GB of memory; this page may use about/,
  )
  await app.getByRole('button', { name: /^Read a sample of about [\d,]+ flows$/ }).click()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(/^Reading a sample of month\.csv/)
  await expect(app.getByRole('banner')).toContainText('a sample')
  await expect(app.getByRole('contentinfo')).toContainText('every flow of the sample is used')
  // What the first lines say is there before the sample is: minutes of reading are none of a test's.
  await expect(app.getByRole('heading', { name: /columns look usable, by the first [\d,]+ lines$/ })).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(app.getByRole('banner')).not.toContainText('a sample')
})
