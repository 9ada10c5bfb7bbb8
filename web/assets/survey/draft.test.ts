import { describe, expect, test } from 'vitest';
import { subjectNames } from '../../../server/assets/observation.ts';
import { surveySubjects } from '../../../server/assets/survey/survey.ts';
import { businessDate, instant } from '../../../server/kernel/business-date.ts';
import { newId } from '../../platform/ids.ts';
import { bodyOf, type DraftValues, type KeptDraft, missingIn, questions } from './draft.ts';

const today = businessDate('2025-11-27');
const values: DraftValues = {
  surveyedOn: today,
  attendees: [
    { name: ' Siti ', office: 'Kelurahan Manggar' },
    { name: '', office: '' },
  ],
  findings: {},
};

function draft(changes: Partial<DraftValues> = {}, object: 'land' | 'building' = 'land'): KeptDraft {
  const assetId = newId<'asset'>();
  const about = { name: 'Tanah', address: null, village: 'Manggar', point: null, revision: 4, sample: true, known: [] };
  return {
    ...{ id: newId<'survey'>(), assetId, userId: 'siti', regencyCode: '64.71', state: 'ready', attempted: false },
    sheet: { id: assetId, object, ...about },
    values: { ...values, ...changes },
    startedAt: instant('2025-11-27T01:00:00Z'),
    savedAt: instant('2025-11-27T01:00:00Z'),
  };
}

describe('a draft on the device', () => {
  test('can go as soon as it says when and who, whatever was left open', () => {
    expect(missingIn(values)).toEqual([]);
    expect(missingIn({ ...values, surveyedOn: undefined, attendees: [{ name: 'Siti', office: ' ' }] })).toEqual([
      'surveyedOn',
      'attendees',
    ]);
  });

  test('is sent without what was left open or is blank', () => {
    const sent = bodyOf(draft({ remarks: '  ', currentUse: 'idle', currentUserName: 'PT Lama' }), today);
    expect(sent).toEqual({
      id: expect.any(String),
      surveyedOn: today,
      surveyedAt: '2025-11-27T01:00:00Z',
      seenRevision: 4,
      attendees: [{ name: 'Siti', office: 'Kelurahan Manggar' }],
      currentUse: 'idle',
      findings: [],
    });
  });

  test('keeps the id of each answer, and tells the state of a building only of buildings', () => {
    const findings = {
      flood: { id: newId<'observation'>(), word: 'none' },
      building_condition: { id: newId<'observation'>(), word: 'good' },
    };
    expect(bodyOf(draft({ findings }), today).findings).toEqual([{ ...findings.flood, subject: 'flood' }]);
    expect(bodyOf(draft({ findings }, 'building'), today).findings).toHaveLength(2);
  });

  test('asks everything a survey can tell, once', () => {
    const asked = questions.flatMap(([, subjects]) => [...subjects]);
    expect(asked.toSorted()).toEqual([...surveySubjects].toSorted());
    expect(asked.filter((subject) => !subjectNames.includes(subject))).toEqual([]);
  });
});
