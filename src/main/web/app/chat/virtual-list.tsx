import type { ComponentChild } from 'preact';
import { Component, createRef } from 'preact';
import { Layout } from './layout.js';

/** What stays where it is while rows around it come, go and grow: the end, or a row and how far it is scrolled past. */
export type Anchor = 'end' | { key: string; past: number };

export interface Visible {
  first: number;
  last: number;
  atEnd: boolean;
}

export interface VirtualListProps<Row extends { key: string }> {
  rows: readonly Row[];
  estimate: number;
  /** Where to begin. */
  start: Anchor;
  label: string;
  /** What keys do here. */
  hint: string;
  draw: (row: Row) => ComponentChild;
  /** Told after each change of what is on the screen. */
  onVisible: (visible: Visible) => void;
}

const BEYOND_PX = 600;
const AT_END_PX = 4;
const MOST_PASSES = 6;

/**
 * A long list of which only the rows on the screen, and some beyond, are in the page. Rows are measured before they are
 * seen; the anchor keeps its place, whatever is measured or added above it.
 */
export class VirtualList<Row extends { key: string }> extends Component<VirtualListProps<Row>> {
  readonly #scroller = createRef<HTMLDivElement>();
  readonly #heights = new Map<string, number>();
  readonly #drawn = new Map<string, HTMLElement>();
  readonly #observer = new ResizeObserver(() => this.#onResize());
  #anchor: Anchor = this.props.start;
  #layout = new Layout([], this.#heights, this.props.estimate);
  #laidOut: readonly Row[] | undefined;
  #width = 0;
  /** Where the list was scrolled to when it was last put in its place. */
  #top = 0;
  #visible: Visible | undefined;

  /** Goes to the end, and stays there. */
  toEnd(): void {
    this.#goTo('end');
  }

  /** Shows a row, with some room above it. */
  show(key: string): void {
    this.#goTo({ key, past: -80 });
  }

  override componentDidMount(): void {
    this.#observer.observe(this.#scroller.current!);
    this.#settle();
  }

  override componentDidUpdate(): void {
    this.#settle();
  }

  override componentWillUnmount(): void {
    this.#observer.disconnect();
  }

  override render({ rows, draw, label, hint }: VirtualListProps<Row>) {
    this.#follow();
    this.#layOut();
    const [first, last] = this.#range();
    return (
      <div
        class="scroller" ref={this.#scroller} onScroll={() => this.#onScroll()}
        tabIndex={0} role="region" aria-label={label} aria-description={hint}>
        <ol class="rows" style={{ height: `${this.#layout.height}px` }}>
          {rows.slice(first, last + 1).map((row, index) => (
            <li
              key={row.key} class="row" ref={element => this.#keepRow(row.key, element)}
              style={{ transform: `translateY(${this.#layout.top(first + index)}px)` }}>
              {draw(row)}
            </li>
          ))}
        </ol>
      </div>
    );
  }

  #goTo(anchor: Anchor): void {
    this.#follow();
    this.#anchor = anchor;
    this.forceUpdate();
  }

  #keepRow(key: string, element: HTMLElement | null): void {
    const before = this.#drawn.get(key);
    if (before && before !== element) {
      this.#observer.unobserve(before);
    }
    if (element) {
      this.#drawn.set(key, element);
      this.#observer.observe(element);
    } else {
      this.#drawn.delete(key);
    }
  }

  #layOut(): void {
    if (this.#laidOut !== this.props.rows) {
      this.#laidOut = this.props.rows;
      this.#layout = new Layout(this.props.rows.map(row => row.key), this.#heights, this.props.estimate);
    }
  }

  /** Where the list has to be scrolled to for the anchor to be in its place. */
  #target(): number {
    const most = Math.max(0, this.#layout.height - this.#viewHeight());
    if (this.#anchor === 'end') {
      return most;
    }
    const index = this.#layout.indexOf(this.#anchor.key);
    return index < 0 ? most : Math.min(most, Math.max(0, this.#layout.top(index) + this.#anchor.past));
  }

  #viewHeight(): number {
    return this.#scroller.current?.clientHeight ?? window.innerHeight;
  }

  #range(): [number, number] {
    const top = this.#target();
    return [this.#layout.indexAt(top - BEYOND_PX), this.#layout.indexAt(top + this.#viewHeight() + BEYOND_PX)];
  }

  /** Measures what was drawn, draws again if that moved anything, and puts the anchor in its place: all before it is seen. */
  #settle(passes = MOST_PASSES): void {
    const scroller = this.#scroller.current;
    if (!scroller) {
      return;
    }
    this.#forgetHeightsOfOtherWidth(scroller.clientWidth);
    if (this.#measure() && passes > 0) {
      this.setState({}, () => this.#settle(passes - 1));
      return;
    }
    const target = this.#target();
    if (Math.abs(scroller.scrollTop - target) > 0.5) {
      scroller.scrollTop = target;
    }
    this.#top = scroller.scrollTop;
    this.#tell();
  }

  /** Text breaks elsewhere in another width. */
  #forgetHeightsOfOtherWidth(width: number): void {
    if (width !== this.#width) {
      this.#width = width;
      this.#heights.clear();
      this.#laidOut = undefined;
      this.#layOut();
    }
  }

  #measure(): boolean {
    let moved = false;
    this.#drawn.forEach((element, key) => {
      const height = element.offsetHeight;
      if (height > 0 && this.#layout.measure(key, height)) {
        moved = true;
      }
      this.#heights.set(key, height);
    });
    return moved;
  }

  #onScroll(): void {
    if (this.#follow()) {
      this.forceUpdate();
    }
  }

  #onResize(): void {
    this.#follow();
    this.#settle();
  }

  /** Moves the anchor to where the user has scrolled since the list was put in its place; before anything else moves. */
  #follow(): boolean {
    const scroller = this.#scroller.current;
    if (!scroller || Math.abs(scroller.scrollTop - this.#top) <= 1) {
      return false;
    }
    const top = scroller.scrollTop;
    const index = this.#layout.indexAt(top);
    const row = this.#laidOut?.[index];
    const atEnd = this.#layout.height - top - scroller.clientHeight <= AT_END_PX;
    this.#anchor = atEnd || !row ? 'end' : { key: row.key, past: top - this.#layout.top(index) };
    this.#top = top;
    return true;
  }

  #tell(): void {
    const top = this.#target();
    const first = this.#layout.indexAt(top);
    const last = this.#layout.indexAt(top + this.#viewHeight() - 1);
    const atEnd = this.#anchor === 'end' || this.#layout.height - top - this.#viewHeight() <= AT_END_PX;
    if (this.#visible?.first !== first || this.#visible.last !== last || this.#visible.atEnd !== atEnd) {
      this.#visible = { first, last, atEnd };
      this.props.onVisible(this.#visible);
    }
  }
}
