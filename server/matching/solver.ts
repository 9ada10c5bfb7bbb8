import * as library from 'highs';
import { assert } from '../kernel/assert.ts';

/** HiGHS, with memory of its own: about 50 ms. It blocks its thread while it solves, so the server has it in a worker. */
export async function loadSolver(): Promise<library.Highs> {
  // The types describe the CommonJS build, whose default lies one deeper than that of the module which Node loads.
  const load: unknown = library.default;
  assert(typeof load === 'function', 'the solver is a function that loads it');
  return await load();
}
