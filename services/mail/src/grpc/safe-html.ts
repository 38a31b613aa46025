import sanitizeHtml from "sanitize-html";

/** What a letter may look like; nothing here runs, is fetched, covers the page or is filled in. */
const tags = [
  ..."a abbr b blockquote br caption code dd div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre".split(
    " ",
  ),
  ..."s small span strong sub sup table tbody td tfoot th thead tr u ul".split(" "),
];

/** The HTML of a message without scripts, styles, images and whatever else reaches out. */
export function safeHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: tags,
    allowedAttributes: { a: ["href", "rel", "target"], td: ["colspan", "rowspan"] },
    allowedSchemes: ["http", "https", "mailto"],
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    transformTags: {
      a: sanitizeHtml.simpleTransform("a", { rel: "noopener noreferrer", target: "_blank" }),
    },
  });
}
