// An OpenID provider, https://github.com/panva/node-oidc-provider, with one client and whoever signs in.
// PORT, BASE (of the client) and KEYS come by the environment. Its own sign-in pages (devInteractions) take any name;
// "name:group,group" is somebody in these groups.
import { Provider } from 'oidc-provider';

const issuer = `http://127.0.0.1:${process.env.PORT}`;
const base = process.env.BASE;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'pappus',
      client_secret: 'a secret: of the & client',
      redirect_uris: [`${base}/console/sign-in/back`],
      post_logout_redirect_uris: [`${base}/console/sign-in.xhtml`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
  routes: { authorization: '/authorize', token: '/token', jwks: '/keys', userinfo: '/userinfo', end_session: '/end' },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  jwks: JSON.parse(process.env.KEYS),
  cookies: { keys: ['a key of the tests'] },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => {
      const [name, groups] = id.split(':');
      return {
        sub: id,
        name,
        email: `${name}@example.com`,
        email_verified: true,
        groups: groups ? groups.split(',') : [],
      };
    },
  }),
});

provider.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listens'));
