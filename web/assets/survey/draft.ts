import { type Subject, subjects } from '../../../server/assets/observation.ts';
import type { SurveyDraft, SurveySheet } from '../../../server/assets/survey/survey.schema.ts';
import { surveySubjects } from '../../../server/assets/survey/survey.ts';
import type { BusinessDate, Instant } from '../../../server/kernel/business-date.ts';
import type { Id } from '../../../server/kernel/ids.ts';

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyM: number;
}

interface Answer {
  /** Made with the first answer, so that sending twice records one observation. */
  readonly id: Id<'observation'>;
  readonly word?: string;
  readonly number?: number;
}

export interface DraftValues {
  readonly surveyedOn: BusinessDate | undefined;
  readonly attendees: readonly { readonly name: string; readonly office: string }[];
  readonly point?: Place | undefined;
  readonly findings: { readonly [S in Subject]?: Answer | undefined };
  readonly currentUse?: NonNullable<SurveyDraft['currentUse']> | undefined;
  readonly currentUserName?: string | undefined;
  readonly remarks?: string | undefined;
}

/** Why the server would not take something: kept beside it, so that it is still said after a reload. */
export interface Refused {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A survey as it lies on the device until the server has all of it. It belongs to who wrote it, whoever holds the phone now. */
export interface KeptDraft {
  readonly id: Id<'survey'>;
  readonly assetId: Id<'asset'>;
  readonly userId: string;
  readonly regencyCode: string;
  readonly sheet: SurveySheet;
  readonly values: DraftValues;
  readonly startedAt: Instant;
  readonly savedAt: Instant;
  /** `ready`: its writer said to send it; it goes whenever there is network. */
  readonly state: 'writing' | 'ready';
  /** It may have reached the server, so it must not be changed any more. */
  readonly attempted: boolean;
  readonly refused?: Refused | undefined;
}

export interface KeptPhoto {
  readonly id: Id<'survey-photo'>;
  readonly surveyId: Id<'survey'>;
  readonly name: string;
  readonly takenAt: Instant;
  readonly place?: Place | undefined;
  readonly content: Blob;
  readonly refused?: Refused | undefined;
}

/** What must be told before a survey can go; findings may all be left open. */
export type Missing = 'surveyedOn' | 'attendees';

export function missingIn({ surveyedOn, attendees }: DraftValues): Missing[] {
  const people = attendees.filter(({ name, office }) => name.trim() !== '' && office.trim() !== '');
  return [
    ...(surveyedOn === undefined ? (['surveyedOn'] as const) : []),
    ...(people.length === 0 ? (['attendees'] as const) : []),
  ];
}

/** What is sent: without what was left open. @param day stands for `surveyedOn`, which `missingIn` has asked for */
export function bodyOf({ id, startedAt, sheet, values }: KeptDraft, day: BusinessDate): SurveyDraft {
  const { point, currentUse } = values;
  const currentUserName = values.currentUserName?.trim();
  const remarks = values.remarks?.trim();
  return {
    id,
    surveyedOn: day,
    surveyedAt: startedAt,
    seenRevision: sheet.revision,
    attendees: values.attendees
      .map(({ name, office }) => ({ name: name.trim(), office: office.trim() }))
      .filter(({ name, office }) => name !== '' && office !== ''),
    ...(point && { point }),
    ...(currentUse && { currentUse }),
    ...(currentUserName && currentUse === 'used_by_others' && { currentUserName }),
    ...(remarks && { remarks }),
    findings: surveySubjects.flatMap((subject) => {
      const answer = values.findings[subject];
      if (answer === undefined || !isAsked(subject, sheet)) return [];
      return [{ ...answer, subject }];
    }),
  };
}

/** The state of a building is asked of buildings only. */
export function isAsked(subject: Subject, { object }: Pick<SurveySheet, 'object'>): boolean {
  return subject !== 'building_condition' || object === 'building';
}

/** The questions as somebody walks over the lot. */
export const questions = [
  ['reach', ['road_access', 'road_width_dm', 'public_transport', 'frontage_dm', 'depth_dm']],
  ['ground', ['slope_percent', 'soil', 'cut_and_fill', 'cleared']],
  ['danger', ['flood', 'landslide', 'mangrove', 'power_line']],
  ['supply', ['electricity', 'water', 'internet', 'building_condition']],
] as const;

export function wordsOf(subject: Subject): readonly string[] | undefined {
  const words: readonly string[] | 'number' = subjects[subject];
  return words === 'number' ? undefined : words;
}
