import { mergeWords, type Words } from './words.ts';

export const english = mergeWords(import.meta.glob<Words>('../*/words.en.json', { eager: true, import: 'default' }));
