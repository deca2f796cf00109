// Does the work that a form asks for, apart from the page: for each puzzle the first counter with which the SHA-256 of
// "token.puzzle.counter" begins with enough zero bits. The browser's own SHA-256 is closed to pages without https and
// answers one by one; this one runs through many thousands.

const PUZZLES = 16;
const BLOCK = 64;

const primes = [];
for (let number = 2; primes.length < BLOCK; number++) {
  if (primes.every((prime) => number % prime)) primes.push(number);
}
const fraction = (root) => ((root % 1) * 2 ** 32) | 0;
const ROUNDS = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

const words = new Int32Array(BLOCK);
const state = new Int32Array(8);
const bytes = new Uint8Array(4 * BLOCK);
const view = new DataView(bytes.buffer);

onmessage = ({ data: { token, bits } }) => {
  const found = Array.from({ length: PUZZLES }, (_, puzzle) => solve(`${token}.${puzzle}.`, bits));
  postMessage(found.join("."));
};

function solve(start, bits) {
  // What is the same for every counter is hashed once.
  const whole = start.length - (start.length % BLOCK);
  state.set(START);
  for (let at = 0; at < whole; at += BLOCK) {
    write(start.slice(at, at + BLOCK), 0);
    compress(0);
  }
  const half = Int32Array.from(state);
  const from = write(start.slice(whole), 0);
  for (let number = 0; ; number++) {
    const counter = number.toString(36);
    state.set(half);
    finish(write(counter, from), start.length + counter.length);
    if (state[0] >>> (32 - bits) === 0) return counter;
  }
}

function write(text, at) {
  for (let place = 0; place < text.length; place++) bytes[at + place] = text.charCodeAt(place);
  return at + text.length;
}

function finish(at, length) {
  const end = at + 9 > BLOCK ? 2 * BLOCK : BLOCK;
  bytes.fill(0, at, end);
  bytes[at] = 0x80;
  view.setUint32(end - 4, 8 * length);
  for (let block = 0; block < end; block += BLOCK) compress(block);
}

function compress(from) {
  for (let n = 0; n < 16; n++) words[n] = view.getInt32(from + 4 * n);
  for (let n = 16; n < BLOCK; n++) {
    const x = words[n - 15];
    const y = words[n - 2];
    const low = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const high = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    words[n] = words[n - 16] + low + words[n - 7] + high;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let n = 0; n < BLOCK; n++) {
    const high = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + high + ((e & f) ^ (~e & g)) + ROUNDS[n] + words[n]) | 0;
    const low = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

function turn(word, by) {
  return (word >>> by) | (word << (32 - by));
}
