import { contentPolicyText, httpsOnly } from "../packages/functions/src/headers.ts"

const { DOMAIN, CERTIFICATE_ARN } = process.env
if ($app.stage === "production" && !DOMAIN)
  throw new Error("DOMAIN must be set: the name under which the site is reached, or none for CloudFront's own.")
const name = DOMAIN === "none" ? undefined : DOMAIN
/** With a certificate of one's own (in us-east-1) the name's DNS stands elsewhere; else it is a zone of Route 53. */
const domain = name && (CERTIFICATE_ARN ? { name, dns: false as const, cert: CERTIFICATE_ARN } : { name })

/** For the files from S3; the API sends the same itself, and its own headers go first. */
const headers = new aws.cloudfront.ResponseHeadersPolicy("Headers", {
  securityHeadersConfig: {
    contentSecurityPolicy: { contentSecurityPolicy: contentPolicyText, override: false },
    strictTransportSecurity: { accessControlMaxAgeSec: httpsOnly, includeSubdomains: true, override: false },
    contentTypeOptions: { override: false },
    frameOptions: { frameOption: "DENY", override: false },
    referrerPolicy: { referrerPolicy: "same-origin", override: false },
  },
})

/**
 * CloudFront keeps these answers for ten seconds whatever their cache-control says, and does not tell one session from another:
 * without this, who may see a year would be told "missing" because somebody who may not had just asked.
 */
const errors = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504].map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 }))

/** The one way in: the API's function answers CloudFront's signed requests alone. */
export const edge = new sst.aws.Router("Edge", {
  protection: "oac-with-edge-signing",
  ...(domain && { domain }),
  transform: {
    cdn: (args) => {
      args.customErrorResponses = errors
      args.defaultCacheBehavior = $output(args.defaultCacheBehavior).apply((behavior) => ({
        ...behavior,
        responseHeadersPolicyId: headers.id,
      }))
    },
  },
})
