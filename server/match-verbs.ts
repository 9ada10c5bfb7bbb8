import { parseArgs } from 'node:util';
import { cityAsked, commandLine, opened, print, type Verb } from './errand.ts';
import * as matching from './matching/public.ts';
import { newId, today } from './platform/clock.ts';
import { wholeRegency } from './platform/jobs/tasks.ts';

export const matchVerbs: Readonly<Record<string, Verb>> = {
  match: {
    usage: '[--json] [--scenario NAMA] [--all-uses] [--what-if] [--city 64.71]',
    about: 'cocokkan aset dengan koperasi, simpan sebagai skenario, dan jelaskan setiap kelurahan',
    run: async (config, args) => {
      const { values } = parseArgs({
        args: [...args],
        options: {
          json: { type: 'boolean' },
          scenario: { type: 'string' },
          'all-uses': { type: 'boolean' },
          'what-if': { type: 'boolean' },
          city: { type: 'string' },
        },
      });
      return await opened(config, async ({ databases: { app } }) => {
        const regency = await cityAsked(app.central, values.city);
        const day = today(regency.timeZone, config.today);
        const inRegency = app.inRegency.bind(app, wholeRegency(regency.id)) as Parameters<
          typeof matching.solveScenario
        >[1]['inRegency'];
        const scenario = {
          id: newId<'scenario'>(),
          name: values.scenario ?? `baris perintah ${day}`,
          uses: values['all-uses'] ? [...matching.uses] : [matching.uses[0]],
          weights: { distance: 3, access: 3, ready: 3, equity: 3 },
          countsUnknownAsPass: values['what-if'] ?? false,
          locked: [],
          forbidden: [],
        };
        await inRegency((tx) => matching.askScenario(tx, commandLine, scenario, day));
        await matching.solveScenario(scenario.id, { doer: commandLine, inRegency });
        const answer = await inRegency((tx) => matching.answerOf(tx, scenario.id));
        print(...(values.json ? [JSON.stringify(answer, null, 2)] : linesOf(answer)));
        return 0;
      });
    },
  },
};

function linesOf({ line, outcomes }: Awaited<ReturnType<typeof matching.answerOf>>): string[] {
  const proof = line.proven ? 'optimal terbukti' : `belum terbukti, selisih ${line.gapServed} layanan`;
  return [
    `${line.name}: ${line.servedCount} dari ${line.needCount} kebutuhan terlayani, ${proof}.`,
    ...outcomes.map(({ cooperative, use, site, explanation }) => {
      const lacks = explanation.kind === 'unserved' ? matching.inWords(explanation) : '';
      return `${cooperative.village} (${matching.useWords[use]}): ${site === null ? `belum. ${lacks}` : `${site.name}, ${site.village ?? ''}`}`;
    }),
  ];
}
