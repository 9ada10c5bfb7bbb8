import { mergeWords, type Words } from '../platform/words.ts';

/** The words of the modules whose calls a phone makes; of platform's, only what any call may be refused with. */
export const english = mergeWords(
  import.meta.glob<Words>('../{devices,inventory,procurement,ledger,catalogue}/words.en.json', {
    eager: true,
    import: 'default',
  }),
);
