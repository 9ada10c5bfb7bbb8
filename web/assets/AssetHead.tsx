import { squareMetres } from '../../server/assets/asset.ts';
import { useSpeech } from '../platform/i18n.ts';
import { SampleBadge } from '../platform/ui/marks.tsx';
import css from './AssetHead.module.css';
import type { Asset } from './asset-page.ts';

/** What it is at a glance: register, size, where it lies. */
export function AssetHead({ asset }: { asset: Asset }) {
  const { t, area } = useSpeech();
  const { legal, own, ownerKind, object } = asset;
  const areaDm2 = object === 'building' ? legal.floorAreaDm2 : legal.landAreaDm2;
  return (
    <p className={css.head}>
      <span>{identityOf(asset, t(`assets.register.${object}`))}</span>
      <span>{t(`assets.options.ownerKind.${ownerKind}`)}</span>
      {areaDm2 !== null && <span>{area(squareMetres(areaDm2))}</span>}
      <span>{own.village === null ? t('assets.list.unplaced') : `${own.village.name}, ${own.village.district}`}</span>
      {asset.source.sample && <SampleBadge />}
    </p>
  );
}

function identityOf({ legal, ownerName, ownerNumber }: Asset, register: string): string {
  if (legal.assetCode !== null) return `${register} ${legal.assetCode} / ${legal.register}`;
  return [ownerName, ownerNumber].filter((part) => part !== null).join(' ');
}
