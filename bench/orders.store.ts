import type pg from 'pg';

// Generated orders, written set-wise by the owner. What each is follows from its number, so that every run measures the same.

/** The national partner that everyone orders from. */
export const bulog = '01980000-0000-7000-8000-000000000001';

/**
 * Gives every cooperative an outlet, an item and `each` orders to the national partner, the newest two of which wait; every seventh line was cut.
 * Again changes nothing.
 */
export async function insertOrders(owner: pg.Pool, each: number): Promise<void> {
  const { rowCount } = await owner.query('select from procurement.order limit 1');
  if (rowCount !== 0) return;
  await owner.query(
    `
    create temporary table buyer on commit drop as
      select regency_id, id, name, uuidv7() as place_id, uuidv7() as item_id, uuidv7() as pack_id, row_number() over (order by id) as number
      from cooperatives.cooperative;
    insert into partners.partner (regency_id, id, name, kind, national_id)
      select distinct regency_id, '${bulog}'::uuid, 'Perum BULOG', 'bumn', '${bulog}'::uuid from buyer;
    insert into partners.partnership (regency_id, id, cooperative_id, partner_id, goods, stage, valid_from, recorded_role, source_name, source_date)
      select regency_id, uuidv7(), id, '${bulog}', array['staples'], 'active', '2025-09-01', 'dinas-officer', 'ukur', '2025-09-01' from buyer;
    insert into inventory.place (regency_id, id, cooperative_id, kind, name) select regency_id, place_id, id, 'outlet', 'Gerai' from buyer;
    insert into catalogue.item (regency_id, id, cooperative_id, name, category_code, base_unit, product_code, recorded_role)
      select regency_id, item_id, id, 'Beras SPHP 5 kg', 'rice', 'gram', 'rice-sphp-5kg', 'machine' from buyer;
    create temporary table made on commit drop as
      select buyer.*, uuidv7() as order_id, n, n > ${Number(each)} - 2 as is_open,
        date '2025-11-27' - ((${Number(each)} - n) * 20 + number % 20)::integer as ordered_on
      from buyer, generate_series(1, ${Number(each)}) as n;
    insert into procurement.order (regency_id, id, cooperative_id, partner_id, number, ordered_on, place_id, buyer_name, supplier_name, place_name,
      total_idr, status, content_hash, recorded_role)
      select regency_id, order_id, id, '${bulog}', 'SP/2025/' || lpad(n::text, 4, '0'), ordered_on, place_id, name, 'Perum BULOG', 'Gerai',
        (20 + number % 100) * 56500, case when not is_open then 'received' when number % 3 = 0 then 'confirmed' else 'placed' end, 'ukur',
        'cooperative-manager'
      from made;
    insert into procurement.order_line (regency_id, order_id, seq, cooperative_id, partner_id, item_id, product_code, item_name, base_unit, pack_id,
      pack_label, pack_qty_base, qty_packs, price_idr)
      select regency_id, order_id, 1, id, '${bulog}', item_id, 'rice-sphp-5kg', 'Beras SPHP 5 kg', 'gram', pack_id, 'karung 5 kg', 5000,
        20 + number % 100, 56500
      from made;
    insert into procurement.order_step (regency_id, id, order_id, cooperative_id, partner_id, seq, step, status, happened_on, detail, content_hash,
      recorded_role)
      select regency_id, uuidv7(), order_id, id, '${bulog}', 1, 'confirm', 'confirmed', ordered_on,
        case when number % 7 = 0 then '[{"seq": 1, "qtyPacks": 10, "reason": "stok kurang"}]'::jsonb else '[]' end, 'ukur', 'partner'
      from made where not is_open or number % 3 = 0`,
  );
  await owner.query('vacuum (analyze)');
}

export async function countOrders(owner: pg.Pool): Promise<{ orders: number; open: number; buyers: number }> {
  const { rows } = await owner.query<{ orders: number; open: number; buyers: number }>(
    `select count(*)::integer as orders, count(*) filter (where is_open)::integer as open, count(distinct cooperative_id)::integer as buyers
     from procurement.order`,
  );
  return rows[0] ?? { orders: 0, open: 0, buyers: 0 };
}

/** A person of the partner whose grant reaches every city. @returns the e-mail address */
export async function insertPartnerPerson(owner: pg.Pool, passwordHash: string): Promise<string> {
  const email = 'ukur-mitra@ukur.lumbung.id';
  await owner.query(
    `with person as (select uuidv7()::text as id),
    "user" as (insert into auth."user" (id, name, email, email_verified) select id, 'Ukur mitra', $1, true from person),
    account as (insert into auth.account (id, account_id, provider_id, user_id, password) select uuidv7()::text, id, 'credential', id, $2 from person)
    insert into auth."grant" (id, user_id, role, partner_id, valid_from) select uuidv7(), id, 'partner', '${bulog}', '2025-07-07' from person`,
    [email, passwordHash],
  );
  return email;
}

/** The same page by plain SQL, without server or policies: all open orders of the partner in every city, oldest first. */
export async function inboxPage(owner: pg.Pool): Promise<void> {
  await owner.query(
    `select id, number, ordered_on, buyer_name, place_name, status, total_idr from procurement.order
     where partner_id = $1 and is_open order by ordered_on, id limit 51`,
    [bulog],
  );
}

/** The cursor of the order that stands `at` places down the inbox of all cities. */
export async function cursorAt(owner: pg.Pool, at: number): Promise<string> {
  const { rows } = await owner.query<{ cursor: string }>(
    `select ordered_on || '.' || id as cursor from procurement.order where partner_id = $1 and is_open order by ordered_on, id offset $2 limit 1`,
    [bulog, at],
  );
  return rows[0]?.cursor ?? '';
}
