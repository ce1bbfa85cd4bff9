//! A model as a struct and its table.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::syntax::model::{Field, Item, Models, Presence, Struct, Union, Values};
use crate::syntax::names::plain;

/// All models.
pub fn models(models: &Models) -> TokenStream {
    models
        .items
        .iter()
        .map(|item| match item {
            Item::Struct(model) => structure(model),
            Item::Values(values) => alias(values),
            Item::Union(models) => union(models),
        })
        .collect()
}

fn structure(model: &Struct) -> TokenStream {
    let Struct { docs, name, strict, fields } = model;
    let (declared, shown, table) = (fields.iter().map(declaration), fields.iter().map(shown), fields.iter().map(entry));
    let text = plain(name);
    quote! {
        #docs
        #[allow(non_snake_case, reason = "fields are called what they are called on the wire")]
        #[derive(Clone, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        pub struct #name {
            #(#declared)*
            /// Members that this version does not know, kept as they are.
            #[serde(flatten)]
            pub other: crate::model::JsonObject,
        }

        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#text)
                    #(#shown)*
                    // What is not known may be secret.
                    .field("other", &self.other.keys().collect::<::std::vec::Vec<_>>())
                    .finish()
            }
        }

        impl crate::model::Described for #name {
            const TYPE: crate::model::Type = {
                static MODEL: crate::model::Model = crate::model::Model::new(&[#(#table),*], #strict);
                crate::model::Type::Model(&MODEL)
            };
        }
    }
}

fn declaration(field: &Field) -> TokenStream {
    let Field { docs, name, ty, presence, .. } = field;
    let ty = &ty.rust;
    if presence.is_option() {
        quote! {
            #docs
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub #name: Option<#ty>,
        }
    } else {
        quote!(#docs pub #name: #ty,)
    }
}

fn shown(field: &Field) -> TokenStream {
    let (name, text) = (&field.name, plain(&field.name));
    if field.secret { quote!(.field(#text, &::std::format_args!("…"))) } else { quote!(.field(#text, &self.#name)) }
}

fn entry(field: &Field) -> TokenStream {
    let (name, ty) = (plain(&field.name), &field.ty.rust);
    let (need, null) = match &field.presence {
        Presence::Required => (quote!(Required), "Refused"),
        Presence::Optional => (quote!(Optional), "Refused"),
        Presence::OptionalOrNull => (quote!(Optional), "Allowed"),
        Presence::OptionalNotNull => (quote!(Optional), "Missing"),
        Presence::Defaulted(default) => (quote!(Default(#default)), "Refused"),
        Presence::DefaultedOrNull(default) | Presence::Filled(default) => (quote!(Default(#default)), "Allowed"),
    };
    let (null, secret) = (format_ident!("{null}"), field.secret);
    quote! {
        crate::model::Field {
            name: #name,
            ty: <#ty as crate::model::Described>::TYPE,
            need: crate::model::Need::#need,
            null: crate::model::Null::#null,
            secret: #secret,
        }
    }
}

/// In Rust a union is an object: the model of its kind reads it with `serde_json::from_value`.
fn union(union: &Union) -> TokenStream {
    let Union { docs, name, tag, variants } = union;
    let text = plain(name);
    let conversions = variants.iter().map(|(_, ty)| {
        let ty = &ty.rust;
        quote! {
            impl ::std::convert::From<crate::model::Json<#ty>> for crate::model::Json<#name> {
                fn from(model: crate::model::Json<#ty>) -> Self {
                    model.cast()
                }
            }
        }
    });
    let variants = variants.iter().map(|(value, ty)| {
        let ty = &ty.rust;
        quote! {
            (#value, match <#ty as crate::model::Described>::TYPE {
                crate::model::Type::Model(model) => model,
                _ => ::std::panic!("a union is of models"),
            })
        }
    });
    quote! {
        #docs
        #[derive(Clone, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(transparent)]
        pub struct #name(pub crate::model::JsonObject);

        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                // What is in it may be secret.
                f.debug_tuple(#text).field(&self.0.keys().collect::<::std::vec::Vec<_>>()).finish()
            }
        }

        impl crate::model::Described for #name {
            const TYPE: crate::model::Type = {
                static TAGGED: crate::model::Tagged = crate::model::Tagged {
                    tag: #tag,
                    variants: &[#(#variants),*],
                };
                crate::model::Type::Tagged(&TAGGED)
            };
        }

        #(#conversions)*
    }
}

fn alias(values: &Values) -> TokenStream {
    let known: Vec<String> = values.values.iter().map(|value| format!("`{}`", value.value())).collect();
    let (docs, name) = (values.docs.and(format!("Known values: {}.", known.join(", "))), &values.name);
    quote!(#docs pub type #name = String;)
}
