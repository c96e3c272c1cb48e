import { expect, test } from 'vitest'
import { latestCall } from '../../../src/session/latest-call'

test('of questions asked while one is under way only the last is asked', async () => {
  const asked: number[] = []
  const open: (() => void)[] = []
  const call = latestCall(async (question: number) => {
    asked.push(question)
    await new Promise<void>((resolve) => open.push(resolve))
  })
  const all = [1, 2, 3, 4].map((question) => call(question))
  expect(asked).toEqual([1])
  open.shift()!()
  await Promise.resolve()
  await new Promise((resolve) => setTimeout(resolve))
  expect(asked).toEqual([1, 4])
  open.shift()!()
  await Promise.all(all)
})

test('a question that fails does not keep the next from being asked', async () => {
  const asked: number[] = []
  const call = latestCall(async (question: number) => {
    asked.push(question)
    if (question === 1) throw new Error('the worker stopped')
  })
  await call(1)
  await call(2)
  expect(asked).toEqual([1, 2])
})
