// A real OpenID provider on loopback, for proofs and journeys only: invented people, one button for each.
// Reads its whole setting as JSON from the file named on the command line; says "ready" when it listens.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import Provider from "oidc-provider";

const setting = JSON.parse(readFileSync(process.argv[2], "utf8"));
const people = new Map(setting.people.map((person) => [person.sub, person]));

const provider = new Provider(setting.issuer, {
  clients: setting.clients,
  jwks: setting.jwks,
  claims: setting.claims,
  scopes: setting.scopes,
  acrValues: setting.acr,
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  clientAuthMethods: ["private_key_jwt"],
  cookies: { keys: ["only for invented people"] },
  ttl: { IdToken: 300, AccessToken: 300, AuthorizationCode: 60, Interaction: 600, Session: 3600, Grant: 3600 },
  features: {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true },
    jwtUserinfo: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      async logoutSource(ctx, form) {
        ctx.body = page("Logga ut", `${form}<button form="op.logoutForm" name="logout" value="yes">Ja, logga ut</button>`);
      },
      async postLogoutSuccessSource(ctx) {
        ctx.body = page("Utloggad", "<p>Utloggad.</p>");
      },
    },
  },
  interactions: { url: (_ctx, interaction) => `/val/${interaction.uid}` },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope([...ctx.oidc.requestParamScopes].join(" "));
    grant.addOIDCClaims([...ctx.oidc.requestParamClaims]);
    await grant.save();
    return grant;
  },
  async findAccount(_ctx, sub) {
    const person = people.get(sub);
    return person && { accountId: sub, claims: () => ({ sub, ...person.claims }) };
  },
});

function page(title, body) {
  return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}

const answer = provider.callback();
const server = createServer(async (request, response) => {
  const [, uid, sub] = request.url.match(/^\/val\/([\w-]+)(?:\/([\w-]+))?$/) ?? [];
  if (!uid) return answer(request, response);
  try {
    if (request.method !== "POST") {
      const buttons = [...people.values()].map((p) => `<form method="post" action="/val/${uid}/${p.sub}"><button>${p.name}</button></form>`);
      buttons.push(`<form method="post" action="/val/${uid}/avbryt"><button>Avbryt</button></form>`);
      response.setHeader("content-type", "text/html; charset=utf-8");
      return response.end(page("Vem är du?", buttons.join("")));
    }
    const person = people.get(sub);
    const result = person
      ? { login: { accountId: sub, acr: person.acr, amr: person.amr, remember: true, ts: Math.floor(Date.now() / 1000) - (person.signed_in_ago ?? 0) } }
      : { error: "access_denied", error_description: "avbruten" };
    return await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  } catch (error) {
    response.statusCode = 400;
    response.end(String(error));
  }
});
server.listen(Number(new URL(setting.issuer).port), "127.0.0.1", () => console.log("ready"));
