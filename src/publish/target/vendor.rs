//! In what the object stores that speak S3 differ, as data.

/// One of them.
pub(super) struct Vendor {
    /// Its scheme in addresses.
    pub(super) scheme: &'static str,
    /// Its public address; `{region}` stands for the region.
    pub(super) endpoint: &'static str,
    /// Where nobody says otherwise.
    pub(super) region: Option<&'static str>,
    /// How it is asked not to replace what is there.
    pub(super) no_overwrite: (&'static str, &'static str),
    /// What its keys are called in the environment: `AWS_ACCESS_KEY_ID` and so on.
    pub(super) keys: &'static str,
}

/// Sources: the vendors' pages on S3 compatibility, on PutObject and on virtual hosts.
pub(super) const VENDORS: &[Vendor] = &[
    Vendor {
        scheme: "s3",
        endpoint: "https://s3.{region}.amazonaws.com",
        region: Some("us-east-1"),
        no_overwrite: ("if-none-match", "*"),
        keys: "AWS",
    },
    Vendor {
        scheme: "oss",
        endpoint: "https://s3.oss-{region}.aliyuncs.com",
        region: None,
        no_overwrite: ("x-oss-forbid-overwrite", "true"),
        keys: "OSS",
    },
    Vendor {
        scheme: "cos",
        endpoint: "https://cos.{region}.myqcloud.com",
        region: None,
        no_overwrite: ("x-cos-forbid-overwrite", "true"),
        keys: "COS",
    },
    Vendor {
        scheme: "obs",
        endpoint: "https://obs.{region}.myhuaweicloud.com",
        region: None,
        no_overwrite: ("if-none-match", "*"),
        keys: "OBS",
    },
];

/// The one of a scheme.
pub(super) fn vendor(scheme: &str) -> Option<&'static Vendor> {
    VENDORS.iter().find(|vendor| vendor.scheme == scheme)
}
