//! What is known of a picture before it is shown: its size and what it will be published as.

/// A picture that can be shown, as its first bytes describe it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// In pixels, as seen: the camera's orientation applied.
    pub width: u32,
    /// In pixels, upright.
    pub height: u32,
    /// What it is published as.
    pub published: Format,
    /// Bytes that making a smaller copy takes at its peak.
    pub cost: u64,
}

/// What pictures are published as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Photographs.
    Jpeg,
    /// Drawings, and whatever is transparent.
    Png,
}

impl Format {
    /// Of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
        }
    }
}

/// Why a picture cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFault {
    /// No JPEG, PNG or WebP.
    Format,
    /// SVG is a document that can carry scripts.
    Script,
    /// Its pixels, too many to be decoded.
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// Damaged, or not what it says it is.
    Broken,
}

impl Picture {
    /// The size when it is no wider than `most`, in its own proportions.
    pub fn fit(&self, most: u32) -> (u32, u32) {
        if self.width <= most {
            return (self.width, self.height);
        }
        let height = u64::from(self.height) * u64::from(most) / u64::from(self.width.max(1));
        (most, u32::try_from(height).unwrap_or(u32::MAX).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_shrink_in_proportion_and_never_grow() {
        let picture = |width, height| Picture { width, height, published: Format::Jpeg, cost: 0 };
        assert_eq!(picture(4000, 3000).fit(1200), (1200, 900));
        assert_eq!(picture(800, 600).fit(1200), (800, 600));
        assert_eq!(picture(12_000, 3).fit(480), (480, 1));
    }
}
