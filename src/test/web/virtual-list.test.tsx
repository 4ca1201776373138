import { render } from 'preact';
import { VirtualList } from '../../main/web/app/chat/virtual-list.js';
import { equal, test } from './harness.js';

const ROW_PX = 30;
const VIEW_PX = 300;

/** A list in the page, with rows that are named by their numbers. */
class Bench {
  readonly place = document.createElement('div');
  readonly style = document.createElement('style');

  constructor() {
    this.style.textContent =
      `.bench .scroller { height: ${VIEW_PX}px; overflow: auto } .bench .row { height: ${ROW_PX}px; position: absolute }
       .bench .rows { position: relative; margin: 0; padding: 0 }`;
    this.place.className = 'bench';
    document.body.append(this.style, this.place);
  }

  show(from: number, to: number): void {
    const rows = Array.from({ length: to - from }, (_, index) => ({ key: String(from + index) }));
    render(
      <VirtualList
        rows={rows} estimate={48} start="end" label="" hint="" draw={row => <p>{row.key}</p>} onVisible={() => undefined} />,
      this.place);
  }

  /** Lets the list measure, draw and be scrolled. */
  async settle(): Promise<void> {
    for (let frame = 0; frame < 3; frame++) {
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
  }

  get drawn(): number[] {
    return [...this.place.querySelectorAll('.row')].map(row => Number(row.textContent)).sort((one, other) => one - other);
  }

  get last(): number {
    return this.drawn.at(-1)!;
  }

  end(): void {
    render(null, this.place);
    this.place.remove();
    this.style.remove();
  }
}

test('draws the last row, and all before it that are near, however rows are added', async () => {
  const bench = new Bench();
  let rows = 10;
  for (const more of [1, 1, 3, 1, 7, 2, 1, 20, 1, 1, 50, 4, 1, 1, 2]) {
    rows += more;
    bench.show(0, rows);
    await bench.settle();
    const { drawn } = bench;
    equal([bench.last, drawn.length], [rows - 1, rows - drawn[0]!]);
  }
  bench.end();
});

test('draws few rows of a hundred thousand, and stays at the end', async () => {
  const bench = new Bench();
  bench.show(0, 100_000);
  await bench.settle();
  equal([bench.last, bench.drawn.length < 100], [99_999, true]);
  bench.end();
});

test('keeps its place when rows come before and after', async () => {
  const bench = new Bench();
  bench.show(1_000, 1_200);
  await bench.settle();
  const scroller = bench.place.querySelector('.scroller')!;
  scroller.scrollTop = 100 * ROW_PX;
  await bench.settle();
  const seen = () => bench.drawn.filter(row => {
    const top = [...bench.place.querySelectorAll('.row')].find(one => one.textContent === String(row))!.getBoundingClientRect().top;
    return Math.abs(top - scroller.getBoundingClientRect().top) < ROW_PX / 2;
  });
  const before = seen();
  bench.show(900, 1_300);
  await bench.settle();
  equal([seen(), before.length], [before, 1]);
  bench.end();
});
