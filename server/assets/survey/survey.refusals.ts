import { refusal } from '../../kernel/refusal.ts';

export const surveyRefusals = {
  photoNotFound: refusal('assets/photo-not-found', 404, () => 'no such photo within reach'),
  notAPhoto: refusal('assets/not-a-photo', 422, () => 'a survey takes JPEG, PNG or WebP'),
  photosFull: refusal<{ max: number }>('assets/photos-full', 422, (d) => `a survey takes ${d.max} photos`),
};
