/**
 * Where rows of unlike heights lie, when only those that were on the screen have been measured. Sums of heights are kept in
 * a binary indexed tree (Fenwick, 1994), so that one row more or less high costs little among a hundred thousand.
 */
export class Layout {
  readonly #keys: readonly string[];
  readonly #index: Map<string, number>;
  readonly #heights: Float64Array;
  /** At `i` the sum of the heights of as many rows before `i` as the lowest bit of `i` says. */
  readonly #sums: Float64Array;
  #height = 0;

  /**
   * @param keys of the rows, top to bottom
   * @param measured heights of rows, by key
   * @param estimate of the others
   */
  constructor(keys: readonly string[], measured: ReadonlyMap<string, number>, estimate: number) {
    this.#keys = keys;
    this.#index = new Map(keys.map((key, index) => [key, index]));
    this.#heights = new Float64Array(keys.length);
    this.#sums = new Float64Array(keys.length + 1);
    keys.forEach((key, index) => this.#put(index, measured.get(key) ?? estimate));
  }

  /** Of all rows together. */
  get height(): number {
    return this.#height;
  }

  /** How high a row is turned out to be; true when that is news. */
  measure(key: string, height: number): boolean {
    const index = this.indexOf(key);
    const change = index < 0 ? 0 : height - this.#heights[index]!;
    if (change === 0) {
      return false;
    }
    this.#heights[index] = height;
    this.#height += change;
    for (let node = index + 1; node < this.#sums.length; node += node & -node) {
      this.#sums[node]! += change;
    }
    return true;
  }

  /** Where a row begins. */
  top(index: number): number {
    let top = 0;
    for (let node = index; node > 0; node -= node & -node) {
      top += this.#sums[node]!;
    }
    return top;
  }

  /** The row at a height; the first or last one beyond the ends. */
  indexAt(y: number): number {
    let [index, rest] = [0, y];
    for (let step = 1 << 30; step > 0; step >>>= 1) {
      const next = index + step;
      if (next < this.#sums.length && this.#sums[next]! <= rest) {
        index = next;
        rest -= this.#sums[next]!;
      }
    }
    return Math.max(0, Math.min(index, this.#keys.length - 1));
  }

  /** Where the row with this key is among the others; -1 when it is none of these. */
  indexOf(key: string): number {
    return this.#index.get(key) ?? -1;
  }

  #put(index: number, height: number): void {
    const node = index + 1;
    this.#heights[index] = height;
    this.#height += height;
    this.#sums[node]! += height;
    const parent = node + (node & -node);
    if (parent < this.#sums.length) {
      this.#sums[parent]! += this.#sums[node]!;
    }
  }
}
