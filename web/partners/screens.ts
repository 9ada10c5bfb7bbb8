import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Type } from 'typebox';
import { closed } from '../../server/kernel/call.ts';
import { id } from '../../server/kernel/ids.ts';
import { day, idOf } from '../../server/kernel/shapes.ts';
import { listAgreementsCall } from '../../server/partners/agreement/agreement.schema.ts';
import { listOnboardingsCall } from '../../server/partners/onboarding/onboarding.schema.ts';
import { listPartnershipsCall } from '../../server/partners/partner.schema.ts';
import { quotaUseCall, sellThroughCall } from '../../server/partners/sell-through/sell-through.schema.ts';
import { searchOf } from '../platform/search.ts';
import { shellRoute } from '../platform/shell/roots.tsx';

export const partnershipsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/mitra',
  validateSearch: searchOf(listPartnershipsCall.query),
  staticData: { title: 'partners.list.title', can: 'partnership.read', nav: 'trade' },
  component: lazyRouteComponent(() => import('./PartnershipsScreen.tsx'), 'PartnershipsScreen'),
});

export const onboardingsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/mitra/pendaftaran',
  validateSearch: searchOf(listOnboardingsCall.query),
  staticData: {
    title: 'partners.onboarding.title',
    short: 'partners.onboarding.short',
    can: 'partnership.read',
    beside: '/mitra',
  },
  component: lazyRouteComponent(() => import('./OnboardingsScreen.tsx'), 'OnboardingsScreen'),
});

export const onboardingScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/mitra/pendaftaran/$id',
  params: { parse: (raw) => ({ id: id<'onboarding'>(raw.id) }) },
  staticData: { can: 'partnership.read' },
  component: lazyRouteComponent(() => import('./OnboardingScreen.tsx'), 'OnboardingScreen'),
});

export const agreementsScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/perjanjian',
  validateSearch: searchOf(listAgreementsCall.query),
  staticData: { title: 'partners.agreements.title', can: 'agreement.read', beside: '/mitra' },
  component: lazyRouteComponent(() => import('./AgreementsScreen.tsx'), 'AgreementsScreen'),
});

export const newAgreementScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/perjanjian/baru',
  validateSearch: searchOf(closed({ cooperativeId: Type.Optional(idOf<'cooperative'>()) })),
  staticData: { title: 'partners.agreements.new', can: 'agreement.edit' },
  component: lazyRouteComponent(() => import('./NewAgreementScreen.tsx'), 'NewAgreementScreen'),
});

export const agreementScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/perjanjian/$id',
  params: { parse: (raw) => ({ id: id<'agreement'>(raw.id) }) },
  validateSearch: searchOf(closed({ asOf: Type.Optional(day) })),
  staticData: { can: 'agreement.read' },
  component: lazyRouteComponent(() => import('./AgreementScreen.tsx'), 'AgreementScreen'),
});

export const quotaScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/perjanjian/kuota',
  validateSearch: searchOf(quotaUseCall.query),
  staticData: { title: 'partners.quota.title', can: 'agreement.read' },
  component: lazyRouteComponent(() => import('./QuotaScreen.tsx'), 'QuotaScreen'),
});

export const sellThroughScreen = createRoute({
  getParentRoute: () => shellRoute,
  path: '/penyaluran',
  validateSearch: searchOf(sellThroughCall.query),
  staticData: {
    title: 'partners.sellThrough.title',
    short: 'partners.sellThrough.short',
    can: 'sellthrough.read',
    beside: '/mitra',
  },
  component: lazyRouteComponent(() => import('./SellThroughScreen.tsx'), 'SellThroughScreen'),
});
