import { extensions, type MediaType } from './media-type.ts';

const lengthMax = 150;

/**
 * The name a person gave a file, for reading and for downloading; never a path of ours.
 * @returns undefined for what could be taken for a path or hide its true ending: slashes, `..`, a leading dot, control and
 *   invisible characters (the one that turns the writing direction among them), what Windows forbids, more than 150 characters
 */
export function parseFileName(text: string): string | undefined {
  const name = text.normalize('NFC').trim();
  const isClean = name !== '' && name.length <= lengthMax && !/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]|^\.|\.\.|\.$/u.test(name);
  return isClean ? name : undefined;
}

/** The name under which a file is handed out: its ending always tells what the bytes are. */
export function downloadName(name: string, mediaType: MediaType): string {
  const extension = extensions[mediaType];
  const endings = extension === 'jpg' ? ['.jpg', '.jpeg'] : [`.${extension}`];
  return endings.some((ending) => name.toLowerCase().endsWith(ending)) ? name : `${name}.${extension}`;
}
