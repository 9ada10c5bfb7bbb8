import { mergeWords, type Words } from './words.ts';

export const indonesian = mergeWords(import.meta.glob<Words>('../*/words.id.json', { eager: true, import: 'default' }));
