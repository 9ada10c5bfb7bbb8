import { type Static, type TSchema, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { sampleColumn } from '../../kernel/list-export.ts';
import { day, idOf, paging, text } from '../../kernel/shapes.ts';
import { type Step, stages, steps } from './surplus.ts';
import { surplusRefusals } from './surplus.refusals.ts';
