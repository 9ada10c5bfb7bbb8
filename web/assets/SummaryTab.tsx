import type { Polygon } from 'geojson';
import type { ReactNode } from 'react';
import { squareMetres } from '../../server/assets/asset.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { pointWords } from '../platform/point-words.ts';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { SourceNote } from '../platform/ui/marks.tsx';
import { Columns, Section, Stack } from '../platform/ui/Page.tsx';
import { boundsAround, cornersOf } from './asset-geometry.ts';
import type { Asset } from './asset-page.ts';
import { DescribeButton, ReturnButton, UseButton, WithdrawButton } from './EditButtons.tsx';
import { Findings } from './Findings.tsx';
import { LazyAssetMap } from './LazyAssetMap.tsx';
import { LocateForm } from './LocateForm.tsx';

/** BKAD's fields on one side, the city's own on the other: whose word counts is seen at once. */
export function SummaryTab({ asset }: { asset: Asset }) {
  const { t } = useSpeech();
  const ofRegister = asset.ownerKind === 'regency';
  return (
    <Stack>
      <Findings findings={asset.findings} />
      <Columns>
        <Stack>
          <Place asset={asset} />
          <Use asset={asset} />
        </Stack>
        <Section
          title={t(ofRegister ? 'assets.legal.title' : 'assets.legal.ofOwner')}
          note={t(ofRegister ? 'assets.legal.note' : 'assets.legal.noteOwner')}
          aside={!ofRegister && may('asset.edit') && <DescribeButton asset={asset} />}
        >
          <Facts items={useLegalFacts(asset)} />
          <SourceNote source={asset.source} />
        </Section>
      </Columns>
    </Stack>
  );
}

function Place({ asset }: { asset: Asset }) {
  const { t, area } = useSpeech();
  const { own } = asset;
  const corners = cornersOf(own.parcel as Polygon | null);
  const point = own.longitude === null || own.latitude === null ? undefined : ([own.longitude, own.latitude] as const);
  return (
    <Section
      title={t('assets.place.title')}
      note={t('assets.own.note')}
      aside={
        may('asset.edit') && (
          <DialogButton verb={t('assets.locate.verb')}>
            {(close, done) => <LocateForm asset={asset} close={close} done={done} />}
          </DialogButton>
        )
      }
    >
      {point === undefined ? (
        <p className="quiet">{t('assets.place.none')}</p>
      ) : (
        <LazyAssetMap
          key={`${asset.id} ${asset.revision}`}
          title={asset.legal.name}
          shown={{ parcel: corners, pins: [{ id: asset.id, name: '', longitude: point[0], latitude: point[1] }] }}
          bounds={boundsAround([...corners, point])}
        />
      )}
      <Facts
        items={[
          { label: t('assets.fields.village'), value: own.village?.name ?? t('assets.untold') },
          {
            label: t('assets.fields.point'),
            value: point
              ? `${pointWords({ latitude: point[1], longitude: point[0] })} (${t(`assets.options.pointSource.${own.pointSource ?? 'map'}`)})`
              : t('assets.untold'),
          },
          {
            label: t('assets.fields.parcelArea'),
            value: own.parcelAreaDm2 === null ? t('assets.untold') : area(squareMetres(own.parcelAreaDm2)),
          },
        ]}
      />
    </Section>
  );
}

function Use({ asset }: { asset: Asset }) {
  const { t, date, rupiah } = useSpeech();
  const { own } = asset;
  const amount = (value: typeof own.upkeepYearIdr) => (value === null ? t('assets.untold') : rupiah(value));
  return (
    <Section
      title={t('assets.use.title')}
      aside={
        may('asset.edit') &&
        (own.withdrawnOn === null ? (
          <>
            <UseButton asset={asset} />
            <WithdrawButton asset={asset} />
          </>
        ) : (
          <ReturnButton asset={asset} />
        ))
      }
    >
      {own.withdrawnOn !== null && (
        <p>
          <strong>
            {t(own.currentUse === 'promised' ? 'assets.use.withdrawnPromised' : 'assets.use.withdrawn', {
              date: date(own.withdrawnOn),
            })}
          </strong>{' '}
          {own.withdrawnReason}
        </p>
      )}
      <Facts
        items={[
          { label: t('assets.fields.currentUse'), value: t(`assets.options.currentUse.${own.currentUse}`) },
          { label: t('assets.fields.currentUserName'), value: own.currentUserName ?? t('assets.untold') },
          { label: t('assets.fields.usedUntil'), value: own.usedUntil ? date(own.usedUntil) : t('assets.untold') },
          { label: t('assets.fields.upkeepYearIdr'), value: amount(own.upkeepYearIdr) },
          {
            label: t('assets.fields.fairRentYearIdr'),
            value: [amount(own.fairRentYearIdr), own.fairRentBasis].filter((part) => part !== null).join(' · '),
          },
          { label: t('assets.fields.isDivisible'), value: t(own.isDivisible ? 'assets.yes' : 'assets.no') },
        ]}
      />
    </Section>
  );
}

/** What the form of its kind holds; the rest would be a column of "not known". */
function useLegalFacts({
  legal,
  object,
  ownerKind,
  ownerName,
  ownerNumber,
}: Asset): { label: string; value: ReactNode }[] {
  const { t, area, date, rupiah } = useSpeech();
  const fact = (name: string, value: ReactNode) => ({
    label: t(`assets.fields.${name}`),
    value: value === null || value === '' ? t('assets.untold') : value,
  });
  const joined = (...parts: (string | null | undefined)[]) => parts.filter((part) => part).join(', ');
  const size = (dm2: number | null) => (dm2 === null ? null : area(squareMetres(dm2)));
  const common = [
    fact('address', legal.address),
    fact('userAgency', legal.userAgency),
    fact('landAreaDm2', size(legal.landAreaDm2)),
  ];
  const title = [
    fact('landRight', legal.landRight),
    fact('certificateNumber', joined(legal.certificateNumber, legal.certificateDate && date(legal.certificateDate))),
  ];
  if (ownerKind !== 'regency')
    return [
      fact('ownerName', ownerName),
      fact('ownerNumber', ownerNumber),
      fact('address', legal.address),
      object === 'building'
        ? fact('floorAreaDm2', size(legal.floorAreaDm2))
        : fact('landAreaDm2', size(legal.landAreaDm2)),
      ...title,
      fact('note', legal.note),
    ];
  const building = [
    fact('floorAreaDm2', size(legal.floorAreaDm2)),
    fact(
      'registerCondition',
      legal.registerCondition && t(`assets.options.registerCondition.${legal.registerCondition}`),
    ),
    fact('documentNumber', joined(legal.documentNumber, legal.documentDate && date(legal.documentDate))),
    fact('landStatus', legal.landStatus),
    fact('landCode', legal.landCode),
  ];
  const land = [...title, fact('statedUse', legal.statedUse)];
  return [
    ...common,
    ...(object === 'building' ? building : land),
    fact('acquiredYear', legal.acquiredYear),
    fact('origin', legal.origin),
    fact('priceIdr', legal.priceIdr === null ? null : rupiah(legal.priceIdr)),
    fact('note', legal.note),
  ];
}
