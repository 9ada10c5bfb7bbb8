import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeFindings, noBrowser, openBrowser, shoot, visitAs } from './browser.ts';

const demo = inject('demo');

describe.skipIf(noBrowser)(`who waits for whom, #2 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('an officer of the Dinas settles a task with a note, and finds it among the settled', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer');
    await page.goto('/app/tugas');
    await page.getByRole('button', { name: 'Selesaikan' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Catatan').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await form.getByRole('button', { name: 'Selesaikan' }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('Catatan').fill('Lahan sudah ditinjau bersama lurah');
    await form.getByRole('button', { name: 'Selesaikan' }).click();
    await page.getByText('Tugas sudah diselesaikan.').waitFor();
    await page.goto('/app/tugas?settled=true');
    await page.getByText('Lahan sudah ditinjau bersama lurah').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['laptop', 'phone'] as const)('the board on a %s has nothing that axe finds', async (shape) => {
    const { page, complaints, close } = await visitAs(browser, demo, 'dinas-officer', shape);
    await page.goto('/app/tugas', { waitUntil: 'networkidle' });
    await shoot(page, `tasks-${shape}`);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("a lurah sees the tasks of his own kelurahan only, and cannot settle another role's", async () => {
    const { page, close } = await visitAs(browser, demo, 'lurah', 'phone');
    await page.goto('/app/tugas', { waitUntil: 'networkidle' });
    const names = await page.getByRole('listitem').filter({ hasText: 'Koperasi' }).allTextContents();
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !name.includes('Manggar'))).toEqual([]);
    await page.goto('/app/tugas?ownerRole=bkad-officer', { waitUntil: 'networkidle' });
    expect(await page.getByRole('button', { name: 'Selesaikan' }).count()).toBe(0);
    await close();
  });
});

describe.skipIf(noBrowser)(`the task force, #2 ${noBrowser ?? ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('a decision recorded at a meeting is at once a task of its owner', async () => {
    const { page, complaints, close } = await visitAs(browser, demo, 'task-force');
    await page.goto('/app/satgas', { waitUntil: 'networkidle' });
    await shoot(page, 'taskforce-laptop');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Tambah keputusan' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Isi keputusan').fill('Sengketa batas lahan diselesaikan');
    await form.getByRole('button', { name: 'Simpan' }).click();
    await form.getByRole('alert').waitFor();
    await shoot(page, 'taskforce-decision-laptop');
    await form.getByLabel('Apa yang dikerjakan').fill('Ukur ulang batas lahan');
    await form.getByLabel('Pemilik').selectOption('bkad-officer');
    await form.getByLabel('Tenggat').fill('2025-12-15');
    expect(await axeFindings(page)).toEqual([]);
    await form.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Ukur ulang batas lahan').waitFor();
    await shoot(page, 'taskforce-meeting-laptop');
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/app/tugas?ownerRole=bkad-officer');
    await page.getByText('Ukur ulang batas lahan').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
