/**
 * GL painter: the dots on the graphics card, all of them in every frame.
 *
 * Draws on a canvas of its own, which is copied onto the one on the page: so what is on the page can always be saved, and stays
 * there when the card is taken away; then the dots are painted by hand until it comes back.
 */

import type { CodeKeeper } from '../code-keeper'
import { stackScale, type PaintedScene, type TakenPicture, type View } from '../painted'
import type { PlaceTree } from '../place-tree'
import { runInSlices, type Job } from '../slices'
import type { StackKeeper } from '../stack-keeper'
import { CardPace } from './card-pace'
import { dotContext } from './context'
import { LARGEST_STEP } from './dot-buffers'
import { GlPicture } from './gl-picture'

/** Of more dots than this, a moving map shows every second, third … one. */
const DOTS_PER_FRAME = 3_000_000
/** A map that hasn't moved for so long rests. */
const REST_MS = 80

export class GlPainter {
  private readonly canvas = document.createElement('canvas')
  private picture: GlPicture | null = null
  /** Asking for the card takes a frame of its own, so not before it is wanted. */
  private hasBegun = false
  private readonly pace = new CardPace(LARGEST_STEP)
  private isTimed = false
  private pixelRatio = 1
  private job: Job | null = null
  /** Of the dots on their way to the card. */
  private sentCodes: Uint8Array | null = null
  private rest = 0
  private readonly listening = new AbortController()

  /** @param changed called when the card was taken away or came back */
  constructor(
    private readonly codes: CodeKeeper,
    private readonly stacks: StackKeeper,
    changed: () => void,
  ) {
    const { signal } = this.listening
    const lost = (event: Event): void => {
      // Without this it would never come back.
      event.preventDefault()
      this.stop()
      this.picture = null
      changed()
    }
    const restored = (): void => {
      this.isTimed = false
      this.begin()
      changed()
    }
    this.canvas.addEventListener('webglcontextlost', lost, { signal })
    this.canvas.addEventListener('webglcontextrestored', restored, { signal })
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.pixelRatio = pixelRatio
    this.canvas.width = Math.max(1, Math.round(width * pixelRatio))
    this.canvas.height = Math.max(1, Math.round(height * pixelRatio))
  }

  /**
   * @param show puts the picture on screen, at once and in this task: the card clears its canvas after it
   * @param ready called once dots that were on their way are there
   */
  paint(
    scene: PaintedScene,
    view: View,
    tree: PlaceTree,
    show: (picture: TakenPicture) => void,
    ready: () => void,
  ): 'drawn' | 'on their way' | 'not possible' {
    if (!this.hasBegun) this.begin()
    const { picture } = this
    if (picture === null) return 'not possible'
    const codes = this.codes.at(tree, scene.colouring.codes)
    if (codes === null || !picture.buffers.holds(tree.places, codes)) {
      // Not begun anew by every frame of a gesture, or they would never get there.
      if (this.sentCodes === scene.colouring.codes) return 'on their way'
      this.stop()
      this.sentCodes = scene.colouring.codes
      this.job = runInSlices(this.send(picture, scene, view, tree), () => {
        this.sentCodes = null
        ready()
      })
      return 'on their way'
    }
    this.stop()
    const step = Math.min(LARGEST_STEP, this.pace.step * Math.ceil(tree.rows.length / DOTS_PER_FRAME))
    if (!picture.draw(scene, view, this.pixelRatio, step)) return 'not possible'
    show({ canvas: this.canvas, takenAt: view.placing })
    this.time(picture)
    const settle = (): void => {
      this.job = runInSlices(this.send(picture, scene, view, tree), () => {
        if (picture.draw(scene, view, this.pixelRatio, 1)) show({ canvas: this.canvas, takenAt: view.placing })
      })
    }
    if (step > 1 || !this.stacks.isAt(tree.places, stackScale(view))) this.rest = window.setTimeout(settle, REST_MS)
    return 'drawn'
  }

  /** One picture at a time. */
  private time(picture: GlPicture): void {
    if (this.isTimed) return
    this.isTimed = true
    picture.whenDrawn((durationMs) => {
      this.isTimed = false
      this.pace.took(durationMs)
      if (this.pace.isTooSlow) this.giveBack()
    })
  }

  stop(): void {
    this.sentCodes = null
    this.job?.cancel()
    clearTimeout(this.rest)
  }

  end(): void {
    this.stop()
    this.listening.abort()
    this.giveBack()
  }

  /** The browser tells of it as of any other loss. */
  private giveBack(): void {
    if (this.picture !== null) this.canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
    this.picture = null
  }

  private begin(): void {
    this.hasBegun = true
    const context = dotContext(this.canvas)
    this.picture = context === null ? null : GlPicture.from(context)
  }

  private *send(picture: GlPicture, scene: PaintedScene, view: View, tree: PlaceTree): Generator<void, void> {
    const codes = yield* this.codes.of(tree, scene.colouring.codes)
    const stacks = yield* this.stacks.placesFor(tree.places, stackScale(view))
    yield* picture.buffers.send(tree.places, codes, stacks)
  }
}
