import { refusal } from '../kernel/refusal.ts';

export const assetRefusals = {
  notFound: refusal<Record<string, never>>('assets/not-found', 404, () => 'no such asset within reach'),
  idReused: refusal<{ id: string }>('assets/id-reused', 409, ({ id }) => `id ${id} already names something else`),
  valueImpossible: refusal<{ subject: string }>(
    'assets/value-impossible',
    422,
    ({ subject }) => `not a value of ${subject}`,
  ),
  observedInFuture: refusal<Record<string, never>>(
    'assets/observed-in-future',
    422,
    () => 'nobody has seen what is yet to come',
  ),
};
